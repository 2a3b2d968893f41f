/** Tests of this package. */
@NullMarked
package dev.sce.judge.program;

import org.jspecify.annotations.NullMarked;

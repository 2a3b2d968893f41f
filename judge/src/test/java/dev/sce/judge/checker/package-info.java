/** Tests of this package. */
@NullMarked
package dev.sce.judge.checker;

import org.jspecify.annotations.NullMarked;

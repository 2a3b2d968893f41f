/** Tests of this package. */
@NullMarked
package dev.sce.judge.language;

import org.jspecify.annotations.NullMarked;

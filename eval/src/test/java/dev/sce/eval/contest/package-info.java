/** Tests of this package. */
@NullMarked
package dev.sce.eval.contest;

import org.jspecify.annotations.NullMarked;

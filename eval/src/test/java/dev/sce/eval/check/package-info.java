/** Tests of this package. */
@NullMarked
package dev.sce.eval.check;

import org.jspecify.annotations.NullMarked;

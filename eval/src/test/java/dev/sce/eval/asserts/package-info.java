/** Tests of this package. */
@NullMarked
package dev.sce.eval.asserts;

import org.jspecify.annotations.NullMarked;

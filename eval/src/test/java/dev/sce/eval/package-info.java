/** Tests of this package. */
@NullMarked
package dev.sce.eval;

import org.jspecify.annotations.NullMarked;

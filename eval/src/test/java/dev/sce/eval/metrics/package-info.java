/** Tests of this package. */
@NullMarked
package dev.sce.eval.metrics;

import org.jspecify.annotations.NullMarked;

/** Tests of this package. */
@NullMarked
package dev.sce.datasets;

import org.jspecify.annotations.NullMarked;

/** Tests of this package. */
@NullMarked
package dev.sce.datasets.verifiable;

import org.jspecify.annotations.NullMarked;

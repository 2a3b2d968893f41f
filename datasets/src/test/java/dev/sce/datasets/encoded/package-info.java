/** Tests of this package. */
@NullMarked
package dev.sce.datasets.encoded;

import org.jspecify.annotations.NullMarked;

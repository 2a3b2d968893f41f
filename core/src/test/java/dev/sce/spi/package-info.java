/** Tests of this package. */
@NullMarked
package dev.sce.spi;

import org.jspecify.annotations.NullMarked;

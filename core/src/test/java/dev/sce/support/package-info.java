/** Tests of this package. */
@NullMarked
package dev.sce.support;

import org.jspecify.annotations.NullMarked;

/** Tests of this package. */
@NullMarked
package dev.sce.internal.process;

import org.jspecify.annotations.NullMarked;

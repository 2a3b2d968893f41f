/** Tests of this package. */
@NullMarked
package dev.sce.internal.pipeline;

import org.jspecify.annotations.NullMarked;

/** From predictions to results: admission, running, ordering. Not for use outside the library. */
@NullMarked
package dev.sce.internal.pipeline;

import org.jspecify.annotations.NullMarked;

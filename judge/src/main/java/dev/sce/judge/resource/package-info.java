/** Scripts and sources that this library brings along. For its own use. */
@NullMarked
package dev.sce.judge.resource;

import org.jspecify.annotations.NullMarked;

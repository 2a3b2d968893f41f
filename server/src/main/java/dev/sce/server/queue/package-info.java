/** In which order the programs of several clients run. */
@NullMarked
package dev.sce.server.queue;

import org.jspecify.annotations.NullMarked;

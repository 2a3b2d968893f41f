/** What those who operate a server need: health, metrics, logs, and the description of its API. */
@NullMarked
package dev.sce.server.ops;

import org.jspecify.annotations.NullMarked;

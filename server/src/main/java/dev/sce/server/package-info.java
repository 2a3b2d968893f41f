/** The engine over HTTP: {@link dev.sce.server.Server}. */
@NullMarked
package dev.sce.server;

import org.jspecify.annotations.NullMarked;

/** The product's own API: rows of {@code sce run} and samples of {@code sce eval} over HTTP. */
@NullMarked
package dev.sce.server.api;

import org.jspecify.annotations.NullMarked;

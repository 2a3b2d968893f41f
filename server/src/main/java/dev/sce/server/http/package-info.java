/** HTTP as the server needs it; the only package that knows the library. */
@NullMarked
package dev.sce.server.http;

import org.jspecify.annotations.NullMarked;

/** Pages for people with a browser. */
@NullMarked
package dev.sce.server.page;

import org.jspecify.annotations.NullMarked;

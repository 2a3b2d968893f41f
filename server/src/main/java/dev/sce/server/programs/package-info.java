/** What all formats share: programs of requests, and their turns on the engine. */
@NullMarked
package dev.sce.server.programs;

import org.jspecify.annotations.NullMarked;

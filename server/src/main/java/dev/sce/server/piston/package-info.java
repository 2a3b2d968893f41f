/** Piston's API, version 2, with the runtimes by which open-r1 scores programs. */
@NullMarked
package dev.sce.server.piston;

import org.jspecify.annotations.NullMarked;

/** The Model Context Protocol: programs as a tool of agents, over HTTP and over streams. */
@NullMarked
package dev.sce.server.mcp;

import org.jspecify.annotations.NullMarked;

/** Tests of the Model Context Protocol. */
@org.jspecify.annotations.NullMarked
package dev.sce.server.mcp;

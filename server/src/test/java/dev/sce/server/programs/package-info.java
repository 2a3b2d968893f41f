/** Tests of what those who operate a server need. */
@org.jspecify.annotations.NullMarked
package dev.sce.server.programs;

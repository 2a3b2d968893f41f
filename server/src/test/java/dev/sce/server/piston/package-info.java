/** Tests of the Piston format. */
@org.jspecify.annotations.NullMarked
package dev.sce.server.piston;

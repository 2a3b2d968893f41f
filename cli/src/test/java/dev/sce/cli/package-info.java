/** Tests of the command, in this JVM and as processes of their own. */
@org.jspecify.annotations.NullMarked
package dev.sce.cli;

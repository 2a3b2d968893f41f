/** Tests of the small grading servers. */
@org.jspecify.annotations.NullMarked
package dev.sce.server.graders;

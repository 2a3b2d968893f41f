/** Runs the examples and everything that the documentation shows. */
@org.jspecify.annotations.NullMarked
package dev.sce.examples;

/** Measurements, printed as Markdown; each compares in one run and in alternating rounds. */
@NullMarked
package dev.sce.benchmarks;

import org.jspecify.annotations.NullMarked;

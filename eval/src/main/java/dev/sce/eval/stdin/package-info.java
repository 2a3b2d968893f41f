/**
 * Tasks that run a Python program once for each test and compare what it prints.
 *
 * <p>They differ from the contest tasks in what the Python data sets need: names that a program may
 * use without importing them, and the comparisons of those sets' authors. Expected output never
 * enters the sandbox. Everything is immutable.
 */
@NullMarked
package dev.sce.eval.stdin;

import org.jspecify.annotations.NullMarked;

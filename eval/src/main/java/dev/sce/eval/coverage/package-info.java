/**
 * Which lines of a Python program its tests reach: the original's {@code py_coverage}.
 *
 * <p>Measured inside the untrusted program, so a program can claim any figure. It describes
 * programs that people look at; it is never part of a verdict. {@link
 * dev.sce.eval.coverage.PythonCoverage} makes the program to run and reads its result. Everything
 * is immutable.
 */
@NullMarked
package dev.sce.eval.coverage;

import org.jspecify.annotations.NullMarked;

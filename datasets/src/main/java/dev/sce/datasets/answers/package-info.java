/**
 * Sets that ask for a value instead of a program: CRUXEval, and two scenarios of LiveCodeBench.
 *
 * <p>{@link dev.sce.datasets.answers.CruxEval} and {@link
 * dev.sce.datasets.answers.LiveCodeBenchAnswers} have one class for each. Everything is immutable.
 */
@NullMarked
package dev.sce.datasets.answers;

import org.jspecify.annotations.NullMarked;

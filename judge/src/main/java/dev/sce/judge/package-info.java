/**
 * Judges samples: what a model wrote for a problem.
 *
 * <p>A {@link dev.sce.judge.Task} says how a {@link dev.sce.judge.Sample} is judged. A {@link
 * dev.sce.judge.Grader} turns both into programs to run and their results into a {@link
 * dev.sce.judge.Grade}. Nothing here runs a program itself: an executor does. Values are immutable;
 * graders are used by many threads at once.
 */
@NullMarked
package dev.sce.judge;

import org.jspecify.annotations.NullMarked;

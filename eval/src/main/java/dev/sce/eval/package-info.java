/**
 * Scores samples: what a model wrote for the problems of a data set.
 *
 * <p>A {@link dev.sce.eval.Problem} holds a {@link dev.sce.eval.Task}, which says how a {@link
 * dev.sce.eval.Sample} is judged. A {@link dev.sce.eval.Grader} turns both into programs to run and
 * their results into a {@link dev.sce.eval.Grade}. Nothing here runs a program itself: an executor
 * does. Values are immutable; graders are used by many threads at once.
 */
@NullMarked
package dev.sce.eval;

import org.jspecify.annotations.NullMarked;

/**
 * Contest problems: programs that read standard input and write standard output, judged by
 * checkers, by programs, or in a conversation.
 *
 * <p>{@link dev.sce.eval.contest.IoTask} is such a problem, {@link dev.sce.eval.contest.IoGrader}
 * judges it. {@link dev.sce.eval.contest.ProblemPackage} reads folders in the layout of Kattis and
 * the ICPC. Everything is immutable but for the grader's cache of compiled judges, and used by many
 * threads.
 */
@NullMarked
package dev.sce.eval.contest;

import org.jspecify.annotations.NullMarked;

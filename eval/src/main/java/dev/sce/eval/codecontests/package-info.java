/**
 * CodeContests: programs in several languages judged by their output.
 *
 * <p>{@link dev.sce.eval.codecontests.CodeContestsDataSet} reads it. Everything is immutable.
 */
@NullMarked
package dev.sce.eval.codecontests;

import org.jspecify.annotations.NullMarked;

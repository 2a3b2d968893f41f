/**
 * CodeContests: programs in several languages judged by their output.
 *
 * <p>{@link dev.sce.datasets.codecontests.CodeContestsDataSet} reads it. Everything is immutable.
 */
@NullMarked
package dev.sce.datasets.codecontests;

import org.jspecify.annotations.NullMarked;

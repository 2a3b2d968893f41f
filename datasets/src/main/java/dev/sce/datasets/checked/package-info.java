/**
 * Rows of contest problems that carry a checker of their own: open-r1's Codeforces, CodeContests+
 * and CodeContests-O.
 *
 * <p>{@link dev.sce.datasets.checked.CodeforcesDataSet} and {@link
 * dev.sce.datasets.checked.CodeContestsPlusDataSet} read them. A set is used by one thread.
 */
@NullMarked
package dev.sce.datasets.checked;

import org.jspecify.annotations.NullMarked;

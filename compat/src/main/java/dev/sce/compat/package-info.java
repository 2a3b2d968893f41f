/**
 * What programs written for the Python library use besides executing and judging: named processors,
 * a guard against harmful calls, line coverage, and questions about Python source text.
 *
 * <p>Everything is safe for use by many threads.
 */
@NullMarked
package dev.sce.compat;

import org.jspecify.annotations.NullMarked;

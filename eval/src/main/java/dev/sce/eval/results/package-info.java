/**
 * Reads what an evaluation left in its directory: its rows in the order of the samples, its
 * metrics, and the programs that were judged.
 */
@NullMarked
package dev.sce.eval.results;

import org.jspecify.annotations.NullMarked;

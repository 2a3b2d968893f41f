/**
 * LiveCodeBench: contest problems judged by output or by what a function returns.
 *
 * <p>{@link dev.sce.datasets.livecodebench.LiveCodeBenchDataSet} reads it; hidden tests, which are
 * published as compressed pickles, are read without a pickle machine. Everything is immutable.
 */
@NullMarked
package dev.sce.datasets.livecodebench;

import org.jspecify.annotations.NullMarked;

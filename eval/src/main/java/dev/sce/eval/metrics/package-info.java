/**
 * Numbers made of verdicts: pass@k and its kin, intervals, distributions. Depends on nothing but
 * the JDK.
 *
 * <p>A {@link dev.sce.eval.metrics.Tally} takes one {@link dev.sce.eval.metrics.Observation} for
 * each sample and makes a {@link dev.sce.eval.metrics.Report}; it is used by one thread. Everything
 * else is immutable or has no state.
 */
@NullMarked
package dev.sce.eval.metrics;

import org.jspecify.annotations.NullMarked;

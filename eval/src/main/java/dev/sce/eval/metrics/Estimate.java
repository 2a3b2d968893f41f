package dev.sce.eval.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The mean over problems of an estimate that needs at least k samples of each.
 *
 * <p>When a problem has fewer, the estimate does not exist for it. Leaving it out would give the
 * score of another, usually easier or harder set, so there is no {@code value} then; {@code
 * partial} says what the others have.
 *
 * @param k samples drawn
 * @param value mean over all problems; absent when one of them has too few samples
 * @param interval 95% interval of the value; absent without a value, and where one problem is all
 *     there is and k is more than 1
 * @param problems problems with at least k judged samples
 * @param tooFew problems with some, but fewer
 * @param partial mean over those with enough; absent when there are none
 */
public record Estimate(
    int k,
    @Nullable Double value,
    @Nullable Interval interval,
    int problems,
    int tooFew,
    @Nullable Double partial) {}

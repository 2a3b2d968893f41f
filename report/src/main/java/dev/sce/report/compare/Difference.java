package dev.sce.report.compare;

import org.jspecify.annotations.Nullable;

/**
 * A score of two evaluations over the same problems, and its difference.
 *
 * @param problems how many problems
 * @param a the score of A
 * @param b the score of B
 * @param value B less A
 * @param interval 95% interval of the value; absent where a single problem has several samples,
 *     which says nothing of others
 */
public record Difference(
    int problems, double a, double b, double value, @Nullable PairedInterval interval) {}

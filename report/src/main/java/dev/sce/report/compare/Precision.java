package dev.sce.report.compare;

/**
 * How precisely a difference of pass@1 can be told with these problems.
 *
 * @param standardError the paired standard error: of the mean over problems of their differences
 * @param detectable the true difference that a two-sided test at 5% would show in 80% of cases
 */
public record Precision(double standardError, double detectable) {}

/**
 * Compares evaluations of the same problems: is one better than another, by how much, and on which
 * problems.
 *
 * <p>Problems are paired by their ids: {@link dev.sce.report.compare.EvaluationCounts} reads what
 * became of each problem, {@link dev.sce.report.compare.Comparison} compares two evaluations, and
 * {@link dev.sce.report.compare.ComparisonMatrix} several. docs/compare.md explains every number.
 * Everything here is immutable and safe to share between threads.
 *
 * <pre>{@code
 * EvaluationCounts a = EvaluationCounts.read(EvaluationDirectory.open(Path.of("out-a")));
 * EvaluationCounts b = EvaluationCounts.read(EvaluationDirectory.open(Path.of("out-b")));
 * Comparison comparison = Comparison.of(a, b);
 * System.out.println(comparison.conclusion() + " " + comparison.passAt1().value());
 * }</pre>
 */
@NullMarked
package dev.sce.report.compare;

import org.jspecify.annotations.NullMarked;

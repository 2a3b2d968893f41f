package dev.sce.report.compare;

import dev.sce.json.UnusableFileException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two evaluations of the same problems, compared. Differences are B less A.
 *
 * @param dataSet the data set of both
 * @param a the one that is compared with
 * @param b the one that is compared
 * @param pairing which problems are compared
 * @param conditions what verdicts depend on besides the samples, where it differs
 * @param passAt1 the difference of pass@1
 * @param test whether chance explains it
 * @param precision how precisely it can be told; absent if no spread can be seen
 * @param table how many problems pass where; absent unless each has one sample on both sides
 * @param passAt1ExcludedAsFailed the difference with samples without a judgement counted as failed;
 *     absent if there are none in problems of both sides
 * @param passAtK the difference for each k that both sides define, 1 among them
 * @param groups by kind of label, the difference for each label
 * @param fixed problems of which no sample passes in A, and some do in B
 * @param broken problems of which samples pass in A, and none does in B
 * @param changed problems with several samples whose rate differs, the largest change first; empty
 *     if each has one sample on both sides
 */
public record Comparison(
    String dataSet,
    Side a,
    Side b,
    Pairing pairing,
    List<ConditionDifference> conditions,
    Difference passAt1,
    PairedTest test,
    @Nullable Precision precision,
    @Nullable PairedTable table,
    @Nullable Difference passAt1ExcludedAsFailed,
    List<PassAtKDifference> passAtK,
    Map<String, List<GroupDifference>> groups,
    List<ChangedProblem> fixed,
    List<ChangedProblem> broken,
    List<ChangedProblem> changed) {
  /** Copies the collections. */
  public Comparison {
    conditions = List.copyOf(conditions);
    passAtK = List.copyOf(passAtK);
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    fixed = List.copyOf(fixed);
    broken = List.copyOf(broken);
    changed = List.copyOf(changed);
  }

  /**
   * Compares two evaluations.
   *
   * @throws UnusableFileException if they are of different data sets or have no problem in common
   */
  public static Comparison of(EvaluationCounts a, EvaluationCounts b) throws IOException {
    Pairing pairing = Pairing.of(a, b);
    List<String> ids = pairing.compared();
    Pairs pairs = Pairs.of(a, b, ids, false);
    boolean single = pairs.areSingle();
    return new Comparison(
        a.directory().dataSet(),
        a.side(),
        b.side(),
        pairing,
        ConditionDifference.between(a.directory(), b.directory()),
        Differences.passAtK(pairs, 1),
        Differences.test(pairs),
        Differences.precision(pairs),
        single ? pairs.table() : null,
        excludedAsFailed(a, b),
        PassAtKDifference.all(a, b, pairs),
        GroupDifference.all(a, b, ids),
        ChangedProblem.all(a, b, ids, ChangedProblem::isFixed),
        ChangedProblem.all(a, b, ids, ChangedProblem::isBroken),
        single ? List.of() : ChangedProblem.byChange(a, b, ids));
  }

  /** Over all problems with samples on both sides, be they judged or not. */
  private static @Nullable Difference excludedAsFailed(EvaluationCounts a, EvaluationCounts b) {
    List<String> ids = a.problems().keySet().stream().filter(b.problems()::containsKey).toList();
    boolean all =
        ids.stream().allMatch(id -> a.problem(id).excluded() == 0 && b.problem(id).excluded() == 0);
    return all ? null : Differences.passAtK(Pairs.of(a, b, ids, true), 1);
  }

  /** Returns which side is better, if that can be told. */
  public Conclusion conclusion() {
    return Conclusion.of(test.pValue(), passAt1.value(), passAt1.interval());
  }
}

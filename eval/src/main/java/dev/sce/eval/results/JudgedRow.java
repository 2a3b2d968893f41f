package dev.sce.eval.results;

import dev.sce.judge.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code results.jsonl}; docs/metrics.md says what each field means.
 *
 * @param index position among all samples, from 0
 * @param taskId its problem; empty when the sample does not name one
 * @param sample number of the sample within its problem, from 0; −1 for what is no sample
 * @param hash what its program is known by; empty for what is no sample
 * @param knownProblem whether the data set has the problem
 * @param verdict what is said of it
 * @param score share of tests passed, 0 to 1
 * @param seconds wall time of all its programs
 * @param peakMemory bytes; absent where not measured
 * @param detail a message for people, which may quote the program; absent for none
 * @param tests its tests; empty where a problem is one single test
 * @param duplicateOf index of the equal sample that was run instead; absent for one that ran itself
 */
public record JudgedRow(
    long index,
    String taskId,
    int sample,
    String hash,
    boolean knownProblem,
    Verdict verdict,
    double score,
    double seconds,
    @Nullable Long peakMemory,
    @Nullable String detail,
    List<Test> tests,
    @Nullable Long duplicateOf) {

  /** Copies the list. */
  public JudgedRow {
    tests = List.copyOf(tests);
  }

  /**
   * One of its tests.
   *
   * @param name its name or number
   * @param verdict what is said of it
   * @param seconds wall time; absent where tests are not run one by one
   * @param detail a message for people, which may quote the program; absent for none
   */
  public record Test(
      String name, Verdict verdict, @Nullable Double seconds, @Nullable String detail) {}

  /** Returns this row with what is said of the equal sample that was run instead. */
  JudgedRow explainedBy(JudgedRow original) {
    return new JudgedRow(
        index,
        taskId,
        sample,
        hash,
        knownProblem,
        verdict,
        score,
        seconds,
        peakMemory,
        original.detail,
        original.tests,
        duplicateOf);
  }

  /** Whether the sample counts as correct. */
  public boolean passed() {
    return verdict == Verdict.PASSED;
  }

  /** Whether the row says something about the sample. */
  public boolean isJudged() {
    return verdict.isJudgement();
  }
}

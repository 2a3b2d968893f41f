package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.judge.Grade;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The passes of a problem: at each test the program runs, is judged, and runs again on what the
 * judge has made of its output, until the judge wants no more. Most problems have one pass.
 *
 * <p>A pass of all tests that have one is made together. Limits hold for each run alone.
 */
final class Passes {
  private final ProgramTask task;
  private final int most;
  private final Round round;

  /**
   * Makes them.
   *
   * @param most how many passes a test may have
   * @param round makes one of them
   */
  Passes(ProgramTask task, int most, Round round) {
    this.task = task;
    this.most = most;
    this.round = round;
  }

  /** Runs and judges all tests of a task once. */
  interface Round {
    /**
     * Returns the step that begins it.
     *
     * @param part the task with the tests of this pass
     * @param kept what the judge keeps from the passes before, by the test's place in the part
     * @param then goes on with the results
     */
    Step begin(ProgramTask part, Map<Integer, Map<String, Blob>> kept, Then then);
  }

  /** Goes on with what a round gave. */
  interface Then {
    /**
     * Returns the next step.
     *
     * @param tests results by the places of tests
     * @param next what the judge wants of tests that have passed so far
     */
    Step with(List<TestResult> tests, Map<Integer, Next> next, Duration elapsed);
  }

  /**
   * What a judge wants of the next pass at a test.
   *
   * @param input what the program reads
   * @param kept files that the judge finds again
   */
  record Next(Blob input, Map<String, Blob> kept) {}

  /** Begins with all tests. */
  Step begin() {
    List<@Nullable TestResult> none = new ArrayList<>();
    Map<Integer, Next> all = new TreeMap<>();
    for (ProgramTest test : task.tests()) {
      all.put(none.size(), new Next(test.input(), Map.of()));
      none.add(null);
    }
    return pass(1, all, none, Duration.ZERO);
  }

  private Step pass(
      int number, Map<Integer, Next> wanted, List<@Nullable TestResult> soFar, Duration before) {
    List<Integer> places = List.copyOf(wanted.keySet());
    List<ProgramTest> tests = new ArrayList<>();
    Map<Integer, Map<String, Blob>> kept = new TreeMap<>();
    wanted.forEach(
        (place, next) -> {
          kept.put(tests.size(), next.kept());
          tests.add(task.tests().get(place).withInput(next.input()));
        });
    return round.begin(
        task.withTests(tests),
        kept,
        (results, nexts, elapsed) -> {
          List<@Nullable TestResult> all = new ArrayList<>(soFar);
          Map<Integer, Next> more = new TreeMap<>();
          for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            Next next = nexts.get(i);
            TestResult result = joined(soFar.get(place), results.get(i), number);
            if (next != null && number >= most) {
              result =
                  result.with(
                      Verdict.JUDGE_CRASHED,
                      "the judge wants more than the " + most + " passes that the problem has");
            } else if (next != null) {
              more.put(place, next);
            }
            all.set(place, result);
          }
          return after(number, more, all, before.plus(elapsed));
        });
  }

  private Step after(
      int number, Map<Integer, Next> more, List<@Nullable TestResult> all, Duration elapsed) {
    int failed = firstFailure(all);
    if (task.stopAtFirstFailure() && failed < all.size()) {
      // What comes after it is not looked at, as with tests of one pass.
      for (int place : List.copyOf(more.keySet())) {
        if (place > failed) {
          more.remove(place);
          all.set(place, TestResult.skipped(task.tests().get(place).name()));
        }
      }
    }
    if (!more.isEmpty()) {
      return pass(number + 1, more, all, elapsed);
    }
    List<TestResult> results = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      TestResult result = all.get(i);
      results.add(result == null ? TestResult.skipped(task.tests().get(i).name()) : result);
    }
    Grade grade = Grade.ofTests(results, elapsed);
    return new Step.Done(grade);
  }

  private static int firstFailure(List<@Nullable TestResult> all) {
    for (int i = 0; i < all.size(); i++) {
      TestResult result = all.get(i);
      if (result != null && decides(result)) {
        return i;
      }
    }
    return all.size();
  }

  private static boolean decides(TestResult result) {
    return result.verdict() != Verdict.PASSED && result.verdict() != Verdict.SKIPPED;
  }

  private static TestResult joined(@Nullable TestResult before, TestResult now, int pass) {
    if (before == null) {
      return now;
    }
    Duration runtime = before.runtime();
    Duration added = now.runtime();
    String detail = now.detail();
    String where = "pass " + pass;
    return new TestResult(
        now.name(),
        now.verdict(),
        runtime == null ? added : added == null ? runtime : runtime.plus(added),
        PeakMemory.larger(before.peakMemory(), now.peakMemory()),
        now.verdict() == Verdict.PASSED ? detail : where + (detail == null ? "" : ": " + detail));
  }
}

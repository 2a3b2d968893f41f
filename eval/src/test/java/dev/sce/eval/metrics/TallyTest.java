package dev.sce.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  private void add(String problem, boolean... passed) {
    for (boolean one : passed) {
      tally.add(
          new Observation(
              problem, one ? "PASSED" : "FAILED", true, one, one ? 1 : 0.25, 1, 0.5, 1000L));
    }
  }

  private void fault(String problem) {
    tally.add(new Observation(problem, "SANDBOX_FAULT", false, false, 0, 1, null, null));
  }

  private Estimate passAt(int k) {
    return tally.report(List.of(k)).passAtK().getFirst();
  }

  @Test
  void theMeanIsOverProblemsWhateverTheirNumberOfSamples() {
    add("a", true, false, false, false);
    add("b", true, true);
    assertThat(passAt(1).value()).isEqualTo((0.25 + 1) / 2);
    // a: of 6 pairs 3 have the correct one; b: 1.
    assertThat(passAt(2).value()).isEqualTo(0.75);
    assertThat(tally.report(List.of(2)).passHatK().getFirst().value()).isEqualTo(0.5);
  }

  @Test
  void tooFewSamplesGiveNoValueRatherThanAnother() {
    add("a", true, false, false);
    add("b", true);
    Estimate two = passAt(2);
    assertThat(two.value()).isNull();
    assertThat(two.interval()).isNull();
    assertThat(two.problems()).isEqualTo(1);
    assertThat(two.tooFew()).isEqualTo(1);
    assertThat(two.partial()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(passAt(4).partial()).isNull();
  }

  @Test
  void whatIsNoJudgementIsCountedButNeverScored() {
    add("a", true, false);
    fault("a");
    fault("b");
    tally.addUnreadable("INVALID_INPUT");
    Report report = tally.report(List.of(1));
    assertThat(report.samples()).isEqualTo(5);
    assertThat(report.judged()).isEqualTo(2);
    assertThat(report.excluded()).isEqualTo(3);
    assertThat(report.passAtK().getFirst().value()).isEqualTo(0.5);
    assertThat(report.passAtK().getFirst().problems()).isEqualTo(1);
    assertThat(report.verdicts())
        .isEqualTo(Map.of("PASSED", 1L, "FAILED", 1L, "SANDBOX_FAULT", 2L, "INVALID_INPUT", 1L));
    assertThat(report.problems())
        .containsExactly(
            new ProblemCounts("a", 2, 1, 1, 0.625), new ProblemCounts("b", 0, 0, 1, 0));
    assertThat(report.judgedProblems()).extracting(ProblemCounts::id).containsExactly("a");
  }

  @Test
  void excludedSamplesCountAsFailedInTheSecondScore() {
    add("a", true, false);
    fault("a");
    add("b", true);
    fault("c");
    tally.addUnreadable("INVALID_INPUT");
    Report report = tally.report(List.of(1, 2));
    // Judged alone, a has 1 of 2 and b 1 of 1; with what was excluded a has 1 of 3 and c 0 of 1.
    assertThat(report.passAtK().getFirst().value()).isEqualTo(0.75);
    Estimate one = report.passAtKExcludedAsFailed().getFirst();
    assertThat(one.value()).isCloseTo((1.0 / 3 + 1 + 0) / 3, within(1e-12));
    assertThat(one.problems()).isEqualTo(3);
    assertThat(one.interval()).isNotNull();
    // Of the 3 pairs of a's samples 2 have the right one; b and c have one sample each.
    Estimate two = report.passAtKExcludedAsFailed().getLast();
    assertThat(two.value()).isNull();
    assertThat(two.tooFew()).isEqualTo(2);
    assertThat(two.partial()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void theSecondScoreOfOneProblemHasAnIntervalOverAllItsSamples() {
    add("a", true, true, false);
    fault("a");
    Estimate one = tally.report(List.of(1)).passAtKExcludedAsFailed().getFirst();
    assertThat(one.value()).isEqualTo(0.5);
    // Wilson for 2 of 4: (2 + 1.92) / (4 + 3.84) -+ 1.96 / 7.84 * sqrt(2 * 2 / 4 + 0.96)
    Interval interval = Objects.requireNonNull(one.interval());
    assertThat(interval.low()).isCloseTo(0.150, within(1e-3));
    assertThat(interval.high()).isCloseTo(0.850, within(1e-3));
  }

  @Test
  void withoutExclusionsBothScoresAreTheSame() {
    add("a", true, false);
    add("b", false);
    Report report = tally.report(List.of(1));
    assertThat(report.passAtKExcludedAsFailed()).isEqualTo(report.passAtK());
  }

  @Test
  void aWeightCountsAsSoManySamples() {
    tally.add(new Observation("a", "PASSED", true, true, 1, 3, 0.1, null));
    tally.add(new Observation("a", "FAILED", true, false, 0, 1, 0.1, null));
    assertThat(passAt(1).value()).isEqualTo(0.75);
    assertThat(passAt(2).value()).isEqualTo(1);
    assertThat(tally.report(List.of(1)).meanScore()).contains(0.75);
    assertThat(tally.report(List.of(1)).bytes()).isEmpty();
  }

  @Test
  void oneProblemHasAnIntervalOfItsSamplesForOneOnly() {
    add("a", true, true, true, false, false, false);
    Interval interval = passAt(1).interval();
    assertThat(interval).isEqualTo(Intervals.wilson(6, 3, Interval.Method.WILSON_OVER_SAMPLES));
    assertThat(passAt(2).value()).isNotNull();
    assertThat(passAt(2).interval()).isNull();
  }

  @Test
  void theOrderInWhichSamplesFinishedDoesNotMatter() {
    Tally other = new Tally();
    for (int i = 0; i < 40; i++) {
      // Problem 7 has 7 correct samples of 40, and so on.
      for (int sample = 0; sample < 40; sample++) {
        tally.add(observation(i, sample < i));
        other.add(observation(39 - i, sample < 39 - i));
      }
    }
    Report report = tally.report(List.of(1, 3));
    assertThat(report.passAtK().getFirst().interval())
        .extracting("method")
        .isEqualTo(Interval.Method.BOOTSTRAP_OVER_PROBLEMS);
    assertThat(other.report(List.of(1, 3)).passAtK()).isEqualTo(report.passAtK());
    assertThat(other.report(List.of(1, 3)).meanScore()).isEqualTo(report.meanScore());
  }

  private static Observation observation(int problem, boolean passed) {
    String verdict = passed ? "PASSED" : "FAILED";
    return new Observation(
        "problem " + problem, verdict, true, passed, passed ? 1 : 0, 1, null, null);
  }

  @Test
  void nothingJudgedGivesNoNumbers() {
    fault("a");
    Report report = tally.report(List.of(1));
    assertThat(report.passAtK().getFirst()).isEqualTo(new Estimate(1, null, null, 0, 0, null));
    assertThat(report.meanScore()).isEmpty();
    assertThat(report.seconds()).isEmpty();
  }
}

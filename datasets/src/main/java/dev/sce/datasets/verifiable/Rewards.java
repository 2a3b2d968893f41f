package dev.sce.datasets.verifiable;

import dev.sce.datasets.RewardRule;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import java.util.List;
import java.util.Optional;

/** What rules give for a judgement. */
final class Rewards {
  /** So many tests count with the rules of verl; those after them do not. */
  static final int FIRST_TESTS = 10;

  private static final double NO_PROGRAM = -1;
  private static final double NOT_COMPILED = -0.1;
  private static final double OF_SHARE = 0.1;

  /** A program with one of these texts anywhere is not run by open-instruct. */
  private static final List<String> FORBIDDEN =
      List.of(
          "threading",
          "multiprocess",
          "multiprocessing",
          "import os",
          "from os",
          "shutil",
          "import torch",
          "from torch",
          "import sklearn",
          "from sklearn");

  private Rewards() {}

  /** Returns the judgement of a sample that a rule does not even run. */
  static Optional<Grade> refusal(RewardRule rule, Sample sample) {
    if (sample.code().isEmpty() && rule != RewardRule.OPEN_R1 && rule != RewardRule.STRICT) {
      double reward = rule == RewardRule.OPEN_R1_CF ? NO_PROGRAM : 0;
      return refused("there is no program in the sample", reward);
    }
    if (rule != RewardRule.OPEN_INSTRUCT) {
      return Optional.empty();
    }
    return FORBIDDEN.stream()
        .filter(sample.code()::contains)
        .findFirst()
        .flatMap(word -> refused("rule open-instruct runs no program with '" + word + "'", 0));
  }

  private static Optional<Grade> refused(String why, double reward) {
    return Optional.of(Grade.of(Verdict.FAILED, why).withReward(reward));
  }

  /** Whether a rule runs the first tests again, each by itself. */
  static boolean runsAlone(RewardRule rule, Grade grade) {
    return switch (rule) {
      case ACECODE -> grade.verdict() == Verdict.TIMED_OUT;
      default -> false;
    };
  }

  /**
   * Returns the reward of a judgement.
   *
   * @param calls whether functions are called. PRIME's second attempt, at single tests, has lost
   *     their names and cannot call anything, so there is no share
   * @param python whether the program is in Python, which needs no compiler
   */
  static double of(RewardRule rule, Grade grade, boolean calls, boolean python) {
    double all = grade.passed() ? 1 : 0;
    return switch (rule) {
      case STRICT, LCB, DEEPCODER, KODCODE -> all;
      case PRIME -> calls ? all : share(grade, FIRST_TESTS);
      case SANDBOX_FUSION -> share(grade, FIRST_TESTS);
      case OPEN_R1 -> hasTimedOut(grade) ? 0 : grade.score();
      case OPEN_R1_CF ->
          grade.verdict() == Verdict.COMPILE_ERROR && !python
              ? NOT_COMPILED
              : all + OF_SHARE * grade.score();
      case OPEN_INSTRUCT, ACECODE -> grade.score();
    };
  }

  private static double share(Grade grade, int most) {
    List<TestResult> first = grade.tests().stream().limit(most).toList();
    return first.isEmpty()
        ? grade.score()
        : (double) first.stream().filter(test -> test.verdict() == Verdict.PASSED).count()
            / first.size();
  }

  private static boolean hasTimedOut(Grade grade) {
    return grade.tests().stream().anyMatch(test -> test.verdict() == Verdict.TIMED_OUT);
  }
}

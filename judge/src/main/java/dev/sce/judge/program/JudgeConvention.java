package dev.sce.judge.program;

import dev.sce.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a judging program is called and what its exit status means. */
public enum JudgeConvention {
  /**
   * That of Kattis and the ICPC: {@code judge input answer feedback_directory arguments… < output};
   * 42 is right, 43 is wrong, messages are files in the directory.
   */
  KATTIS,
  /**
   * That of testlib: {@code judge input output answer arguments…}; 0 is right, 1 is wrong, 2 a
   * wrong form, 3 a failure of the judge or the jury's answer, 7 points; messages come on standard
   * error.
   */
  TESTLIB;

  private static final int KATTIS_RIGHT = 42;
  private static final int KATTIS_WRONG = 43;
  private static final int TESTLIB_FAILED = 3;
  private static final int TESTLIB_POINTS = 7;

  /** Wrong, wrong form, more output than wanted, points, less output than wanted. */
  private static final Set<Integer> TESTLIB_WRONG = Set.of(1, 2, 4, TESTLIB_POINTS, 8);

  private static final int TESTLIB_PARTLY = 16;
  private static final int TESTLIB_WHOLLY = 116;

  /** Returns the arguments of a run. */
  public List<String> arguments(
      String input, String output, String answer, String feedback, List<String> more) {
    List<String> all =
        new ArrayList<>(
            this == KATTIS ? List.of(input, answer, feedback) : List.of(input, output, answer));
    all.addAll(more);
    return all;
  }

  /**
   * Returns what an exit status says.
   *
   * <p>A judge that ends in any other way has crashed and not accepted the output, which counts as
   * a failure: a program must not gain by printing what breaks its judge. So does testlib's own
   * "failure", said when a check of the judge's fails or the jury's answer is worse than the
   * program's: whether it is said depends on the output.
   *
   * @param status the exit status, or −N for signal N
   */
  public Verdict verdict(int status) {
    if (hasCrashed(status)) {
      return Verdict.JUDGE_CRASHED;
    }
    return status == (this == KATTIS ? KATTIS_RIGHT : 0) ? Verdict.PASSED : Verdict.FAILED;
  }

  /** Whether a judge that ends like that has said nothing of the output. */
  public boolean hasCrashed(int status) {
    if (this == KATTIS) {
      return status != KATTIS_RIGHT && status != KATTIS_WRONG;
    }
    boolean partly = status >= TESTLIB_PARTLY && status <= TESTLIB_WHOLLY;
    return status != 0 && !TESTLIB_WRONG.contains(status) && !partly;
  }

  /** Returns what the status means in words, for a message. */
  public String meaning(int status) {
    if (!hasCrashed(status)) {
      return switch (this == KATTIS ? 1 : status) {
        case 2 -> "wrong form";
        case TESTLIB_POINTS -> "points";
        default -> status >= TESTLIB_PARTLY && this == TESTLIB ? "points" : "wrong answer";
      };
    }
    if (this == TESTLIB && status == TESTLIB_FAILED) {
      return "the judge itself failed, or says that the jury's answer is wrong";
    }
    return "the judge crashed, status " + status;
  }
}

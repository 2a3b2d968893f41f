package dev.sce.eval.check;

import dev.sce.eval.Verdict;
import java.util.ArrayList;
import java.util.List;

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
   * <p>A judge that ends in any other way has not accepted the output, so the output fails: a
   * program must not gain by printing what breaks its judge. Only testlib's own "failure", said
   * when the jury's answer is worse than the program's, is no verdict.
   *
   * @param status the exit status, or −N for signal N
   */
  public Verdict verdict(int status) {
    if (this == KATTIS) {
      return status == KATTIS_RIGHT ? Verdict.PASSED : Verdict.FAILED;
    }
    return status == 0
        ? Verdict.PASSED
        : status == TESTLIB_FAILED ? Verdict.MISSING_INFO : Verdict.FAILED;
  }

  /** Returns what the status means in words, for a message. */
  public String meaning(int status) {
    boolean known = this == KATTIS ? status == KATTIS_WRONG : status == 1 || status == 2;
    if (known) {
      return status == 2 ? "wrong form" : "wrong answer";
    }
    if (this == TESTLIB && status == TESTLIB_POINTS) {
      return "points";
    }
    if (this == TESTLIB && status == TESTLIB_FAILED) {
      return "the judge says that the jury's answer is wrong";
    }
    return "the judge broke, status " + status;
  }
}

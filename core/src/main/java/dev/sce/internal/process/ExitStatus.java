package dev.sce.internal.process;

import dev.sce.CapturedOutput;
import dev.sce.Outcome;

/** Makes sense of the exit value that the JDK reports. */
final class ExitStatus {
  static final int SIGKILL = 9;

  /** The JDK reports death by signal N as 128 + N. */
  static final int SIGNAL_BASE = 128;

  private static final int LAST_SIGNAL = 64;

  private ExitStatus() {}

  /**
   * Returns the exit status, or −N for signal N.
   *
   * <p>The JDK reports {@code exit(137)} and death by SIGKILL alike; both count as the signal,
   * which is by far the more common of the two.
   */
  static int pythonStyle(int exitValue) {
    boolean signal = exitValue > SIGNAL_BASE && exitValue <= SIGNAL_BASE + LAST_SIGNAL;
    return signal && !HostSystem.IS_WINDOWS ? SIGNAL_BASE - exitValue : exitValue;
  }

  static Outcome outcome(int returnCode) {
    if (returnCode == 0) {
      return Outcome.OK;
    }
    return returnCode < 0 ? Outcome.SIGNALED : Outcome.NONZERO_EXIT;
  }

  /** Whether the session starter, and not the program, wrote the end of the story. */
  static boolean isFailedExec(
      int returnCode, CapturedOutput out, CapturedOutput err, String program) {
    boolean silent = out.content().isEmpty();
    if (HostSystem.SETSID == null || !silent || (returnCode != 126 && returnCode != 127)) {
      return false;
    }
    String text = err.content().text();
    return text.startsWith("setsid: failed to execute " + program + ": ")
        || text.startsWith("setsid: can't execute '" + program + "': ");
  }
}

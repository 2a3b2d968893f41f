package dev.sce;

import org.jspecify.annotations.Nullable;

/** Decides after each command of an executable whether the remaining commands are skipped. */
@FunctionalInterface
public interface EarlyStop {
  /** Stops at the first command that times out, fails to run, or does not exit with status 0. */
  EarlyStop DEFAULT = new Rule(0, true);

  /** Runs every command, regardless of the others. */
  EarlyStop NEVER = (index, result) -> false;

  /**
   * Returns {@code true} to skip the commands after this one.
   *
   * @param commandIndex index of the command that just ended, from 0
   * @param result its result
   */
  boolean shouldStop(int commandIndex, CommandResult result);

  /** Returns the default rule with a different expected return code. */
  static EarlyStop unlessReturnCode(int expected) {
    return new Rule(expected, true);
  }

  /**
   * The default rule with its options.
   *
   * @param expectedReturnCode any other return code stops; absent: no return code does
   * @param stopForTimeout {@code true} to stop after a time limit
   */
  record Rule(@Nullable Integer expectedReturnCode, boolean stopForTimeout) implements EarlyStop {
    @Override
    public boolean shouldStop(int commandIndex, CommandResult result) {
      if (result.timedOut()) {
        // A killed program has the killer's return code, so the code must not decide here.
        return stopForTimeout;
      }
      return result.hadUnexpectedError()
          || (expectedReturnCode != null && result.returnCode() != expectedReturnCode);
    }
  }
}

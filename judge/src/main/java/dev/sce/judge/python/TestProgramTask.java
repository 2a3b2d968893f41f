package dev.sce.judge.python;

import dev.sce.LimitOverrides;
import dev.sce.judge.Task;
import java.util.Locale;

/**
 * A program that tests, which needs the sample in its own process: KodCode's and BigCodeBench's
 * way.
 *
 * @param framework what runs the tests
 * @param tests the program
 * @param limits of one sample
 */
public record TestProgramTask(Framework framework, String tests, LimitOverrides limits)
    implements Task {

  /** What runs tests. */
  public enum Framework {
    /** A file for pytest, which imports from a module {@code solution}. */
    PYTEST,
    /** A class of unittest that stands behind the sample, in one module. */
    UNITTEST;

    /** Returns its name, which is that of its module. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String kind() {
    return framework.label();
  }
}

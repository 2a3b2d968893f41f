package dev.sce.judge.python;

import dev.sce.LimitOverrides;
import dev.sce.judge.Task;
import java.util.Locale;

/**
 * A program that tests, which needs the sample in its own process: KodCode's and BigCodeBench's
 * way.
 *
 * @param framework what runs the tests
 * @param before Python that stands before every sample, such as imports; may be empty
 * @param prompt the beginning of the program, which a sample that is not complete continues; may be
 *     empty
 * @param tests the program
 * @param limits of one sample
 */
public record TestProgramTask(
    Framework framework, String before, String prompt, String tests, LimitOverrides limits)
    implements Task {

  /** Makes a task of samples that are whole programs and stand alone. */
  public TestProgramTask(Framework framework, String tests, LimitOverrides limits) {
    this(framework, "", "", tests, limits);
  }

  /** What runs tests. */
  public enum Framework {
    /** A file for pytest, which imports from a module {@code solution}. */
    PYTEST,
    /** Classes of unittest that stand behind the sample, in one module. */
    UNITTEST;

    /** Returns its name, which is that of its module. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String label() {
    return framework.label();
  }
}

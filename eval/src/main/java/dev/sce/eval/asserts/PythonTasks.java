package dev.sce.eval.asserts;

import dev.sce.Limits;
import dev.sce.eval.python.FunctionTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tests of these sets in Python, for the checker of Python functions. */
final class PythonTasks {
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^(?:async\\s+)?def\\s+(\\w+)\\s*\\(");

  /** Calls of the check outside of any function, which the checker makes itself. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?m)^(?:def test_check\\(\\):\\s*\\n"
              + "\\s+check\\(\\w+\\)\\s*|test_check\\(\\)\\s*|check\\(\\w+\\)\\s*)$");

  private PythonTasks() {}

  static FunctionTask of(String prompt, String test, Limits limits) {
    Matcher matcher = FUNCTION.matcher(prompt);
    String entry = "";
    while (matcher.find()) {
      entry = matcher.group(1);
    }
    return new FunctionTask(prompt, entry, CALL.matcher(test).replaceAll(""), limits);
  }
}

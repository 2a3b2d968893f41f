package dev.sce.examples;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Prepared;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Runs each solution once for every test case and counts the passed ones.
 *
 * <p>The preprocessor returns several executables for one prediction, or a result that it knows
 * without running anything. It is a lambda that captures a local variable, as any function may.
 */
public final class SeveralParts {
  private SeveralParts() {}

  /** One input and the output that is expected for it. */
  record TestCase(String input, String expected) {}

  /** Runs the example with the isolation named by the only argument. */
  public static void main(String[] args) throws Exception {
    run(System.out, ExampleArguments.config(args));
  }

  static void run(PrintStream out, ExecutionConfig config)
      throws IOException, InterruptedException {
    List<String> solutions =
        List.of("print(int(input()) ** 2)", "print(int(input()) * 2)", "print('no parenthesis'");
    List<TestCase> cases =
        List.of(new TestCase("2", "4"), new TestCase("3", "9"), new TestCase("-5", "25"));
    try (CodeExecutor executor = CodeExecutor.create(config)) {
      executor
          .executeGroups(
              solutions,
              code -> prepare(code, cases),
              (code, results) -> passed(cases, results) + " of " + results.size() + ": " + code)
          .results()
          .forEach(out::println);
    }
  }

  private static Prepared prepare(String code, List<TestCase> cases) {
    if (code.chars().filter(c -> c == '(').count() != code.chars().filter(c -> c == ')').count()) {
      return ExecutionResult.invalidResult();
    }
    return Prepared.all(cases.stream().map(test -> program(code, test)).toList());
  }

  private static Executable program(String code, TestCase test) {
    return Executable.builder()
        .file("main.py", code)
        .command(Command.of("python3", "main.py").withStdin(test.input()))
        .build();
  }

  private static long passed(List<TestCase> cases, List<ExecutionResult> results) {
    long passed = 0;
    for (int i = 0; i < results.size(); i++) {
      ExecutionResult result = results.get(i);
      boolean right =
          result.lastCommand().orElseThrow().stdout().strip().equals(cases.get(i).expected());
      passed += !result.hadError() && right ? 1 : 0;
    }
    return passed;
  }
}

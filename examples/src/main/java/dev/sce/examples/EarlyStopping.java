package dev.sce.examples;

import dev.sce.CodeExecutor;
import dev.sce.CommandResult;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** Skips the remaining commands of a program for a reason of our own. */
public final class EarlyStopping {
  private static final String STEP =
      """
      import sys
      print("an Error in step 2" if sys.argv[1] == "2" else "step " + sys.argv[1])
      """;

  private EarlyStopping() {}

  /** Runs the example with the isolation named by the only argument. */
  public static void main(String[] args) throws Exception {
    run(System.out, ExampleArguments.config(args));
  }

  static void run(PrintStream out, ExecutionConfig config)
      throws IOException, InterruptedException {
    try (CodeExecutor executor = CodeExecutor.create(config)) {
      print(out, "default rule", executor.execute(threeSteps(EarlyStop.DEFAULT)));
      print(out, "own rule", executor.execute(threeSteps(EarlyStopping::failedOrPrintedError)));
    }
  }

  /** Every step exits with 0, so the default rule finds nothing to stop for. */
  private static Executable threeSteps(EarlyStop rule) {
    return Executable.builder()
        .file("step.py", STEP)
        .command("python3", "step.py", "1")
        .command("python3", "step.py", "2")
        .command("python3", "step.py", "3")
        .earlyStop(rule)
        .build();
  }

  private static boolean failedOrPrintedError(int commandIndex, CommandResult result) {
    return result.hadError() || result.stdout().toLowerCase(Locale.ROOT).contains("error");
  }

  private static void print(PrintStream out, String rule, ExecutionResult result) {
    out.printf(
        "%s: %d of %d commands%n",
        rule, result.commandResults().size(), result.expectedNumCommands());
    result.commandResults().forEach(command -> out.print("  " + command.stdout()));
  }
}

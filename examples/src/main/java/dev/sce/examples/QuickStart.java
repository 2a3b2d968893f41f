package dev.sce.examples;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.OverallExecutionResults;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Runs three predictions and prints what each of them printed. */
public final class QuickStart {
  private QuickStart() {}

  /** What a model predicted; any type will do. */
  record Prediction(int id, String code) {}

  /** What we want to know of each prediction. */
  record Verdict(int id, String output, boolean success, Duration runtime) {}

  /** Runs the example with the isolation named by the only argument. */
  public static void main(String[] args) throws Exception {
    run(System.out, ExampleArguments.config(args));
  }

  static void run(PrintStream out, ExecutionConfig config)
      throws IOException, InterruptedException {
    List<Prediction> predictions =
        List.of(
            new Prediction(1, "print('Hello, World!')"),
            new Prediction(2, "x = 5\nprint(x * 2)"),
            new Prediction(3, "import math\nprint(math.sqrt(16))"));
    OverallExecutionResults<Verdict> batch =
        CodeExecutor.executePredictions(
            config, predictions, QuickStart::prepare, QuickStart::combine);
    for (Verdict verdict : batch.results()) {
      out.println("ID: " + verdict.id());
      out.println("Output: " + verdict.output().strip());
      out.println("Success: " + verdict.success());
      out.printf(Locale.ROOT, "Runtime: %.3fs%n", verdict.runtime().toNanos() / 1e9);
      out.println("-".repeat(40));
    }
  }

  private static Executable prepare(Prediction prediction) {
    return Executable.builder()
        .file("main.py", prediction.code())
        .command(Command.of("python3", "main.py").withTimeout(Duration.ofSeconds(10)))
        .build();
  }

  private static Verdict combine(Prediction prediction, ExecutionResult result) {
    // A program that could not be run has no command's result; that is an outcome too.
    return new Verdict(
        prediction.id(),
        result.output(),
        result.outcome() == Outcome.OK,
        result.lastCommand().map(CommandResult::runtime).orElse(Duration.ZERO));
  }
}

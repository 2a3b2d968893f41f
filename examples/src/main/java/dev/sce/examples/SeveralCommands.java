package dev.sce.examples;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.TrackedFile;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/** Runs a setup script, then the program with a time limit of its own, and reads a file back. */
public final class SeveralCommands {
  private static final String SETUP =
      """
      with open("numbers.txt", "w") as file:
          file.write("3 4 5")
      print("setup done")
      """;

  private static final String MAIN =
      """
      numbers = [int(word) for word in open("numbers.txt").read().split()]
      with open("output.txt", "w") as file:
          file.write(f"sum {sum(numbers)}")
      print("main done")
      """;

  private SeveralCommands() {}

  /** Runs the example with the isolation named by the only argument. */
  public static void main(String[] args) throws Exception {
    run(System.out, ExampleArguments.config(args));
  }

  static void run(PrintStream out, ExecutionConfig config)
      throws IOException, InterruptedException {
    Executable executable =
        Executable.builder()
            .file("setup.py", SETUP)
            .file("main.py", MAIN)
            .command("python3", "setup.py")
            .command(Command.of("python3", "main.py").withTimeout(Duration.ofSeconds(5)))
            .track("output.txt", "other.txt")
            .build();
    try (CodeExecutor executor = CodeExecutor.create(config)) {
      ExecutionResult result = executor.execute(executable);
      out.println("Outcome: " + result.outcome());
      result.commandResults().forEach(command -> out.print("Output: " + command.stdout()));
      for (Map.Entry<String, TrackedFile> file : result.trackedFiles().entrySet()) {
        out.println(file.getKey() + ": " + describe(file.getValue()));
      }
    }
  }

  private static String describe(TrackedFile file) {
    return file.text().orElse(file.state().toString());
  }
}

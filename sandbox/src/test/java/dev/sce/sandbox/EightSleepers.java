package dev.sce.sandbox;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import java.time.Duration;

/** A JVM of its own that runs eight programs, each with a daemon, until somebody kills it. */
final class EightSleepers {
  private EightSleepers() {}

  /**
   * Runs them.
   *
   * @param arguments the isolation, and the number of seconds that the programs sleep
   */
  public static void main(String[] arguments) throws Exception {
    ExecutionConfig config =
        ExecutionConfig.builder().workers(8).defaultTimeout(Duration.ofMinutes(5)).build();
    SandboxBackend backend = SandboxBackend.open(Isolation.of(arguments[0]), config);
    try (CodeExecutor executor = CodeExecutor.create(config, backend)) {
      String sleep = "sleep " + arguments[1];
      String script = "(setsid " + sleep + " &) ; echo x > file; exec " + sleep;
      Executable executable = Executable.builder().command("sh", "-c", script).build();
      for (int i = 0; i < 8; i++) {
        var _ = executor.submit(executable);
      }
      Thread.sleep(Duration.ofMinutes(5));
    }
  }
}

package dev.sce.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executors that share a temporary directory, in one JVM and in another, leave each other's
 * programs and directories alone.
 */
@ExtendWith(LeakCheck.class)
@Tag("slow")
public abstract class TwoExecutorsContract {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path shared;

  /** Returns the isolation under test. */
  protected abstract Isolation isolation();

  private static ExecutionConfig config(Isolation isolation, Path temporary) {
    return ExecutionConfig.builder()
        .workers(1)
        .isolation(isolation)
        .temporaryDirectory(temporary)
        .defaultTimeout(LONG)
        .build();
  }

  /** Runs one program on a separate executor; the main method of the second JVM. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws Exception {
      Isolation isolation = Isolation.of(args[0]);
      try (CodeExecutor executor = CodeExecutor.create(config(isolation, Path.of(args[1])))) {
        Executable program = Executable.builder().command("echo", "other").build();
        System.exit(executor.execute(program).output().equals("other\n") ? 0 : 1);
      }
    }
  }

  private void runInAnotherJvm() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                isolation().label(),
                shared.toString())
            .inheritIO()
            .start();
    assertThat(other.waitFor()).isZero();
  }

  @Test
  void programsSurviveOtherExecutors() throws Exception {
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwx--x--x"));
    Executable patient =
        Executable.builder()
            .file("here", "here\n")
            .command("sh", "-c", "sleep 6; cat here; echo end")
            .build();
    try (CodeExecutor first = CodeExecutor.create(config(isolation(), shared))) {
      Future<ExecutionResult> running = first.submit(patient);
      try (CodeExecutor second = CodeExecutor.create(config(isolation(), shared))) {
        assertThat(second.execute(echo()).output()).isEqualTo("second\n");
        runInAnotherJvm();
      }
      await().atMost(LONG).until(running::isDone);
      assertThat(running.get().outcome()).isEqualTo(Outcome.OK);
      assertThat(running.get().output()).isEqualTo("here\nend\n");
    }
  }

  private static Executable echo() {
    return Executable.builder().command("echo", "second").build();
  }
}

package dev.sce.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.TrackedFile;
import dev.sce.spi.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Opens the backend under test once for a class, and runs small programs on it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LeakCheck.class)
public abstract class BackendFixture {
  @GuardedBy("this")
  private @Nullable CodeExecutor executor;

  /** Opens the backend under test. */
  protected abstract Backend open(ExecutionConfig config) throws IOException;

  /** Returns the configuration of the executor that the tests share. */
  protected ExecutionConfig config() {
    return ExecutionConfig.builder().workers(2).build();
  }

  /** Returns the executor that the tests share. */
  protected final synchronized CodeExecutor executor() {
    if (executor == null) {
      try {
        executor = CodeExecutor.create(config(), open(config()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return executor;
  }

  @AfterAll
  final synchronized void closeExecutor() {
    if (executor != null) {
      executor.close();
    }
  }

  /** Runs one executable. */
  protected final ExecutionResult run(Executable executable) {
    try {
      return executor().execute(executable);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Runs one command without files. */
  protected final CommandResult run(Command command) {
    return last(run(Executable.builder().command(command).build()));
  }

  /** Runs a shell script within the executor's limits. */
  protected final CommandResult sh(String script) {
    return run(Command.of("sh", "-c", script));
  }

  /** Runs a shell script within a wall-time limit. */
  protected final CommandResult sh(String script, Duration timeout) {
    return run(Command.of("sh", "-c", script).withTimeout(timeout));
  }

  /** Returns a builder with a shell script as the only command, for files to track. */
  protected static Executable.Builder tracking(String script) {
    return Executable.builder().command("sh", "-c", script);
  }

  /** Returns the last command's result, which must exist. */
  protected static CommandResult last(ExecutionResult result) {
    assertThat(result.lastCommand()).as(String.valueOf(result.error())).isPresent();
    return result.commandResults().getLast();
  }

  /** Returns a tracked file, which must have been requested. */
  protected static TrackedFile file(Map<String, TrackedFile> files, String name) {
    TrackedFile file = files.get(name);
    if (file == null) {
      throw new AssertionError(name + " is not among " + files.keySet());
    }
    return file;
  }
}

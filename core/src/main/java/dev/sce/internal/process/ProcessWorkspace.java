package dev.sce.internal.process;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.TrackedFile;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendException.Stage;
import dev.sce.spi.CommandResolver;
import dev.sce.spi.Launch;
import dev.sce.spi.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One working directory on the machine's own file system. */
final class ProcessWorkspace implements Workspace {
  private final Path directory;
  private final WorkingDirectories owner;
  private final ProgramRunner runner;
  private final CommandResolver resolver;
  private boolean kept;
  private boolean closed;

  ProcessWorkspace(
      Path directory, WorkingDirectories owner, ProgramRunner runner, CommandResolver resolver) {
    this.directory = directory;
    this.owner = owner;
    this.runner = runner;
    this.resolver = resolver;
  }

  @Override
  public Optional<Path> directory() {
    return Optional.of(directory);
  }

  @Override
  public CommandResult run(Launch launch) throws BackendException {
    Map<String, String> environment = CleanEnvironment.with(launch.environment(), directory);
    CommandResolver.Resolution resolution =
        resolver.resolve(launch.argv(), environment.getOrDefault("PATH", ""), directory);
    return switch (resolution) {
      case CommandResolver.NotFound missing -> CommandResult.notStarted(missing.reason());
      case CommandResolver.Found found -> run(found.argv(), environment, launch);
    };
  }

  private CommandResult run(List<String> argv, Map<String, String> environment, Launch launch)
      throws BackendException {
    return runner.run(
        new ProgramRunner.Program(argv, environment, directory, launch.stdin(), launch.limits()));
  }

  @Override
  public void snapshot() throws BackendException {
    try {
      kept = true;
      owner.keep(directory);
    } catch (IOException e) {
      throw new BackendException(Stage.RUN, "cannot keep the files of " + directory + ": " + e, e);
    }
  }

  @Override
  public void restore() throws BackendException {
    try {
      owner.bringBack(directory);
    } catch (IOException e) {
      throw new BackendException(
          Stage.RUN, "cannot bring back the files of " + directory + ": " + e, e);
    }
  }

  @Override
  public TrackedFile read(String name, DataSize limit) {
    return TrackedFileReader.read(directory, name, limit);
  }

  @Override
  public void close() throws BackendException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (kept) {
        owner.forget(directory);
      }
      owner.remove(directory);
    } catch (IOException e) {
      throw new BackendException(Stage.CLEAN_UP, String.valueOf(e.getMessage()), e);
    }
  }
}

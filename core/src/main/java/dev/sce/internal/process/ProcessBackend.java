package dev.sce.internal.process;

import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.spi.Backend;
import dev.sce.spi.BackendException;
import dev.sce.spi.CommandResolver;
import dev.sce.spi.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs programs as plain child processes with the rights of the caller. */
public final class ProcessBackend implements Backend {
  private static final Logger log = LoggerFactory.getLogger(ProcessBackend.class);

  private final WorkingDirectories directories;
  private final ProgramRunner runner;
  private final TreeSampler sampler;
  private final ExecutorService pumps;
  private final CommandResolver resolver = new CommandResolver();

  /**
   * Makes the directory that will hold the working directories.
   *
   * @throws IOException when that is impossible, with the directory in the message
   */
  public ProcessBackend(ExecutionConfig config) throws IOException {
    directories = WorkingDirectories.create(config);
    // Platform threads: a blocking read of a pipe would hold a virtual thread's carrier.
    pumps =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("sce-pump-", 0).factory());
    sampler = new TreeSampler();
    runner =
        new ProgramRunner(ProcessTree.Finder.forThisSystem(directories.owner()), sampler, pumps);
  }

  @Override
  public Isolation isolation() {
    return Isolation.NONE;
  }

  @Override
  public Optional<Path> directory() {
    return Optional.of(directories.root());
  }

  @Override
  public Workspace open(String key, Executable executable)
      throws BackendException, InterruptedException {
    Path directory = directories.create(key, executable.files());
    return new ProcessWorkspace(directory, directories, runner, resolver);
  }

  @Override
  public void close() {
    sampler.close();
    pumps.shutdownNow();
    try {
      directories.close();
    } catch (IOException e) {
      log.warn("cannot remove {}: {}", directories.root(), e.toString());
    }
  }
}

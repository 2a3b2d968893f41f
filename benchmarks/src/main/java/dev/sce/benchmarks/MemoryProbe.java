package dev.sce.benchmarks;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Warm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JVM of its own that starts slots, uses each of them, and prints what the idle tree of processes
 * takes: the JVM first, then all others, each a line of JSON.
 */
public final class MemoryProbe {
  private static final int PASSES = 3;

  private MemoryProbe() {}

  /** Takes the number of workers, {@code auto} or {@code off}, and perhaps modules to preload. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    int workers = Integer.parseInt(args[0]);
    List<String> preload = List.of(args).subList(2, args.length);
    ExecutionConfig config =
        ExecutionConfig.builder()
            .workers(workers)
            .warm(args[1].equals("off") ? Warm.OFF : Warm.AUTO)
            .preload(preload)
            .build();
    // All slots must be in use at once, or some would never be started.
    String wait = "import time; time.sleep(0.3 + 0.1 * " + workers + ")\n";
    StringBuilder code = new StringBuilder(wait);
    preload.forEach(module -> code.append("import ").append(module).append('\n'));
    try (CodeExecutor executor = CodeExecutor.create(config)) {
      for (int pass = 0; pass < PASSES; pass++) {
        runOnAll(executor, workers, Executable.python(code.toString()));
      }
      JsonMapper json = JsonMapper.shared();
      ProcessHandle self = ProcessHandle.current();
      System.gc();
      System.out.println(json.writeValueAsString(ProcessMemory.of(Stream.of(self.pid()))));
      System.out.println(
          json.writeValueAsString(ProcessMemory.of(self.descendants().map(ProcessHandle::pid))));
    }
  }

  private static void runOnAll(CodeExecutor executor, int workers, Executable program)
      throws InterruptedException, ExecutionException {
    List<Future<ExecutionResult>> futures = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      futures.add(executor.submit(program));
    }
    for (Future<ExecutionResult> future : futures) {
      if (future.get().hadError()) {
        throw new IllegalStateException("the program failed: " + future.get());
      }
    }
  }
}

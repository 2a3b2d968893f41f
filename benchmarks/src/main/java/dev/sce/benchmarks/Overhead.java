package dev.sce.benchmarks;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Outcome;
import dev.sce.ResultOrder;
import dev.sce.ResultStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the sandbox adds to running {@code /bin/true}, next to a bare posix_spawn loop and to the
 * JDK's ProcessBuilder without any isolation. Figures are microseconds for each program.
 */
public final class Overhead {
  private static final int ROUNDS = 5;
  private static final int COUNT = 2000;
  private static final Executable TRUE = Executable.builder().command("/bin/true").build();

  private Overhead() {}

  /** Runs the comparison; the only argument is the path of the compiled {@code spawn.c}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<List<Double>> columns = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      columns.add(new ArrayList<>());
    }
    try (CodeExecutor one = executor(1);
        CodeExecutor two = executor(2)) {
      latency(one, COUNT);
      throughput(two, COUNT);
      for (int round = 0; round < ROUNDS; round++) {
        columns.get(0).add(spawn(args[0], 1));
        columns.get(1).add(latency(one, COUNT));
        columns.get(2).add(spawn(args[0], 2));
        columns.get(3).add(throughput(two, COUNT));
        columns.get(4).add(processBuilder(COUNT));
      }
    }
    print(columns.stream().map(Overhead::median).toList());
  }

  private static CodeExecutor executor(int workers) throws IOException {
    return CodeExecutor.create(
        ExecutionConfig.builder()
            .workers(workers)
            .order(ResultOrder.COMPLETION)
            .isolation(Isolation.NAMESPACES)
            .build());
  }

  private static void print(List<Double> medians) {
    row("one at a time", "µs per program", "more than bare");
    row("---", "---", "---");
    row("bare posix_spawn + wait", number(medians.get(0)), "");
    row(
        "sandbox, through the library",
        number(medians.get(1)),
        number(medians.get(1) - medians.get(0)));
    row("two at once", "µs per program", "rate against bare");
    row("bare posix_spawn + wait", number(medians.get(2)), "1.00");
    row("sandbox, 2 workers", number(medians.get(3)), ratio(medians.get(2), medians.get(3)));
    row(
        "ProcessBuilder, no isolation",
        number(medians.get(4)),
        ratio(medians.get(2), medians.get(4)));
  }

  private static void row(String first, String second, String third) {
    System.out.println("| " + first + " | " + second + " | " + third + " |");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String ratio(double bare, double other) {
    return String.format(Locale.ROOT, "%.2f", bare / other);
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  private static double latency(CodeExecutor executor, int count) throws InterruptedException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      check(executor.execute(TRUE));
      times.add((System.nanoTime() - begin) / 1e3);
    }
    return median(times);
  }

  private static double throughput(CodeExecutor executor, int count) {
    long begin = System.nanoTime();
    try (ResultStream<ExecutionResult> stream =
        executor.stream(
            IntStream.range(0, count).iterator(), number -> TRUE, (number, result) -> result)) {
      stream.forEach(Overhead::check);
    }
    return (System.nanoTime() - begin) / 1e3 / count;
  }

  private static void check(ExecutionResult result) {
    if (result.outcome() != Outcome.OK) {
      throw new IllegalStateException("/bin/true gave " + result.outcome() + " " + result.error());
    }
  }

  /** What most JVM programs do: a thread for each of two loops of ProcessBuilder and waitFor. */
  private static double processBuilder(int count) throws InterruptedException {
    long begin = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      threads.add(Thread.ofPlatform().start(() -> processBuilderLoop(count / 2)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return (System.nanoTime() - begin) / 1e3 / count;
  }

  private static void processBuilderLoop(int count) {
    for (int i = 0; i < count; i++) {
      try {
        Process process = new ProcessBuilder("/bin/true").start();
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        process.getErrorStream().readAllBytes();
        process.waitFor();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static double spawn(String program, int processes)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program, Integer.toString(COUNT), Integer.toString(processes)).start();
    byte[] answer = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException(program + " failed");
    }
    return Double.parseDouble(new String(answer, StandardCharsets.UTF_8).strip());
  }
}

package dev.sce.examples;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ResultStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * Runs programs that are made while others run, and takes results as they come.
 *
 * <p>Memory does not grow with the number of predictions: none is read before there is room for it.
 */
public final class Streaming {
  private static final int PROGRAMS = 40;

  private Streaming() {}

  /** Runs the example with the isolation named by the only argument. */
  public static void main(String[] args) throws Exception {
    run(System.out, ExampleArguments.config(args));
  }

  static void run(PrintStream out, ExecutionConfig config) throws IOException {
    Iterator<Integer> numbers = IntStream.rangeClosed(1, PROGRAMS).iterator();
    try (CodeExecutor executor = CodeExecutor.create(config);
        ResultStream<Integer> squares =
            executor.<Integer, Integer>stream(
                numbers,
                number -> Executable.python("print(%d ** 2)".formatted(number)),
                (number, result) -> Integer.valueOf(result.output().strip()))) {
      int sum = 0;
      int taken = 0;
      for (int square : squares) {
        sum += square;
        if (++taken % 10 == 0) {
          out.println("sum of the first " + taken + " squares: " + sum);
        }
      }
    }
  }
}

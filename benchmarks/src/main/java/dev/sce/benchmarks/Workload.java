package dev.sce.benchmarks;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Programs of one kind, as many as are asked for.
 *
 * @param job makes the program with this number; programs with different numbers differ
 */
record Workload(String name, IntFunction<Job> job) {
  /** Programs that do next to nothing, each another thing. */
  static final Workload PRINT =
      new Workload(
          "trivial", i -> Job.python("p" + i, "print(" + i + " * 7 + 1)\n", (i * 7L + 1) + "\n"));

  /** Programs that import numpy and do next to nothing. */
  static final Workload NUMPY =
      new Workload(
          "numpy",
          i ->
              Job.python(
                  "n" + i,
                  "import numpy as np\nprint(int(np.arange(" + (i % 1000 + 1) + ").sum()))\n",
                  triangle(i % 1000 + 1) + "\n"));

  private static long triangle(long n) {
    return n * (n - 1) / 2;
  }

  /** Returns programs with consecutive numbers. */
  List<Job> jobs(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(job).toList();
  }
}

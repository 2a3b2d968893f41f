package dev.sce.benchmarks;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Programs of one kind, as many as are asked for.
 *
 * @param about what they do, in a few words
 * @param workers how many run at once
 * @param block every round has a multiple of this many, so that all contenders run the same kinds
 *     of programs and no processor waits for the last one
 * @param reference how many the first contender runs, where that is part of a target; 0: as others
 * @param most how many are run in one go at most, for those with large results
 * @param job makes the program with this number; programs with different numbers differ
 */
record Workload(
    String name,
    String about,
    int workers,
    int block,
    int reference,
    int most,
    IntFunction<Job> job) {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** Returns a workload that keeps every processor busy. */
  static Workload of(String name, String about, IntFunction<Job> job) {
    return new Workload(name, about, PROCESSORS, PROCESSORS, 0, 20_000, job);
  }

  /** Returns this workload with fewer programs in one go. */
  Workload atMost(int programs) {
    return new Workload(name, about, workers, block, reference, programs, job);
  }

  /** Returns this workload with as many programs at once. */
  Workload withWorkers(int number) {
    return new Workload(name, about, number, number, reference, most, job);
  }

  /** Returns this workload with so many programs in a round of the first contender. */
  Workload withReference(int programs) {
    return new Workload(name, about, workers, block, programs, most, job);
  }

  /** Returns this workload with multiples of so many programs in each round. */
  Workload inBlocksOf(int programs) {
    return new Workload(name, about, workers, programs, reference, most, job);
  }

  /** Returns programs with consecutive numbers. */
  List<Job> jobs(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(job).toList();
  }
}

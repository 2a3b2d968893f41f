package dev.sce.benchmarks;

/** Tells people what is going on; standard output belongs to the tables. */
final class Progress {
  private Progress() {}

  static void say(String line) {
    System.err.println("benchmark: " + line);
  }
}

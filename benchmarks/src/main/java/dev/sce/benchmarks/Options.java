package dev.sce.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was typed.
 *
 * @param only the sections or workloads to measure; empty for all
 * @param json where the figures go besides the table
 * @param humanEval the data set, for the benchmark that can run its programs
 * @param predictions a folder of samples of models with their recorded verdicts, for the same
 */
record Options(
    int rounds,
    boolean quick,
    Set<String> only,
    @Nullable Path json,
    @Nullable Path humanEval,
    @Nullable Path predictions) {

  /** Reads arguments; ends this JVM after {@code --help} and after what cannot be understood. */
  static Options parseOrExit(String command, String[] arguments, Set<String> parts) {
    if (List.of(arguments).contains("--help")) {
      System.out.println(command + " [options]");
      System.out.println(
          """
            --rounds N        rounds, in which the contenders take turns (default 5; quick 2)
            --quick           fewer programs; figures to look at, not to quote
            --only A,B        only these parts: %s
            --python PATH     the interpreter of all contenders
            --humaneval FILE  HumanEval.jsonl.gz, for benchmarks/run
            --predictions DIR *_samples.jsonl with *_results.jsonl, for HumanEval; the same
            --json FILE       write every sample to FILE too
            --help            this text\
          """
              .formatted(String.join(",", new TreeSet<>(parts))));
      System.exit(0);
    }
    try {
      return parse(List.of(arguments), parts);
    } catch (IllegalArgumentException e) {
      System.err.println(command + ": " + e.getMessage());
      System.exit(2);
      throw e;
    }
  }

  /**
   * Reads arguments.
   *
   * @param parts what {@code only} may name
   * @throws IllegalArgumentException saying what is wrong
   */
  private static Options parse(List<String> arguments, Set<String> parts) {
    int rounds = 0;
    boolean quick = false;
    Set<String> only = Set.of();
    Path json = null;
    Path humanEval = null;
    Path predictions = null;
    for (var rest = arguments.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      if (option.equals("--quick")) {
        quick = true;
        continue;
      }
      if (!rest.hasNext()) {
        throw new IllegalArgumentException("unknown option, or one without a value: " + option);
      }
      String value = rest.next();
      switch (option) {
        case "--rounds" -> rounds = positive(value);
        case "--only" -> only = known(Set.of(value.split(",")), parts);
        case "--json" -> json = Path.of(value);
        case "--humaneval" -> humanEval = Path.of(value);
        case "--predictions" -> predictions = Path.of(value);
        case "--python" -> {} // The script has put it on PATH.
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    return new Options(
        rounds > 0 ? rounds : quick ? 2 : 5, quick, only, json, humanEval, predictions);
  }

  /** Returns whether a part is to be measured. */
  boolean wants(String part) {
    return only.isEmpty() || only.contains(part);
  }

  /** Returns a number of programs, less when in haste. */
  int count(int programs) {
    return quick ? Math.max(10, programs / 10) : programs;
  }

  private static int positive(String value) {
    if (!value.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException("--rounds takes a number from 1 on, not " + value);
    }
    return Integer.parseInt(value);
  }

  private static Set<String> known(Set<String> names, Set<String> parts) {
    for (String name : names) {
      if (!parts.contains(name)) {
        throw new IllegalArgumentException("--only knows " + parts + ", not " + name);
      }
    }
    return names;
  }
}

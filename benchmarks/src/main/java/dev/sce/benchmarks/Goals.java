package dev.sce.benchmarks;

import dev.sce.benchmarks.Goal.Direction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code benchmarks/run} is to show, found among what was measured. */
record Goals(List<Comparison> comparisons, List<Reading> readings) {
  static final String NOTES =
      """
      "Python against `/bin/true`" takes what starting any process costs out of the comparison: it is \
      the rate of the trivial Python programs divided by that of `/bin/true`, both of `sce run`, over \
      the same quotient of ProcessBuilder, which starts every interpreter cold. ProcessBuilder and the \
      library run in the measuring JVM, which is started already; `sce run` and the scripts pay for \
      their start. The target for 1,000,000 rows is checked by `benchmarks/scale rows 1000000`.\
      """;

  /** Returns all targets, reached or not. */
  List<Goal> all() {
    return List.of(
        ratio("trivial", "`sce run` over the pool of subprocesses", Kind.POOL, 6),
        ratio("trivial", "`sce run` over a manager per sample", Kind.MANAGER, 5),
        new Goal(
            "Python against `/bin/true`, `sce run` over ProcessBuilder",
            Direction.AT_LEAST,
            1.5,
            "×",
            normalised()),
        reading(CpuSection.OUR_SHARE, 15, "%"),
        ratio("eval", "`sce eval` over the original's way", EvalSection.ORIGINAL, 4),
        ratio("true", "`sce run` over the posix_spawn loop", Kind.SPAWN, 0.6),
        ratio("true", "`sce run` over ProcessBuilder", Kind.PROCESS_BUILDER, 1),
        ratio("numpy", "`sce run` over the pool of subprocesses", Kind.POOL, 25),
        ratio("compiled", "`sce run` over the posix_spawn loop", Kind.SPAWN, 0.8),
        reading(StartupSection.VERSION, 200, " ms"),
        reading(StartupSection.FIRST_ROW, 600, " ms"));
  }

  private Goal ratio(String workload, String name, String baseline, double bound) {
    Double measured =
        comparison(workload)
            .filter(c -> Kind.isOf(first(c), c.entries().getFirst().contender()))
            .flatMap(c -> c.of(baseline).map(c.entries().getFirst().series()::over))
            .map(Series::median)
            .orElse(null);
    return new Goal(workload + ", " + name, Direction.AT_LEAST, bound, "×", measured);
  }

  /** The first entry is another contender's when the reference has failed. */
  private static String first(Comparison comparison) {
    return comparison.workload().equals("eval") ? EvalSection.OURS : Kind.REFERENCE;
  }

  private Goal reading(String name, double bound, String unit) {
    Double measured =
        readings.stream()
            .filter(reading -> reading.name().equals(name))
            .map(reading -> reading.series().median())
            .findFirst()
            .orElse(null);
    return new Goal(name, Direction.AT_MOST, bound, unit, measured);
  }

  private @Nullable Double normalised() {
    Optional<Double> ours = quotient(Kind.REFERENCE);
    Optional<Double> theirs = quotient(Kind.PROCESS_BUILDER);
    return ours.isPresent() && theirs.isPresent() ? ours.get() / theirs.get() : null;
  }

  private Optional<Double> quotient(String kind) {
    return rate("trivial", kind).flatMap(python -> rate("true", kind).map(t -> python / t));
  }

  private Optional<Double> rate(String workload, String kind) {
    return comparison(workload).flatMap(c -> c.of(kind)).map(Series::median);
  }

  private Optional<Comparison> comparison(String workload) {
    return comparisons.stream()
        .filter(c -> c.workload().equals(workload) && !c.entries().isEmpty())
        .findFirst();
  }
}

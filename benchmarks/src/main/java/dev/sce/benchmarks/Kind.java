package dev.sce.benchmarks;

import dev.sce.Warm;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A kind of contender, which knows for which workloads it is fit.
 *
 * @param isolation what keeps its programs apart from the machine, in a few words
 * @param unfit why it cannot run a workload; empty when it can
 * @param seconds about how long a round of it takes; those that start a JVM need more for a fair
 *     rate
 * @param sizes makes one contender or several, of which the fastest counts
 */
record Kind(
    String name,
    String isolation,
    double seconds,
    Function<Workload, Optional<String>> unfit,
    Function<Workload, List<Opener>> sizes) {
  /** The kind that targets are about and that all others are compared with. */
  static final String REFERENCE = "sce run";

  static final String POOL = "pool of subprocesses, Python";
  static final String MANAGER = "manager per sample, Python";
  static final String PROCESS_BUILDER = "ProcessBuilder, Java";
  static final String SPAWN = "posix_spawn, C";

  /** Makes a contender. */
  interface Opener {
    /** Returns the contender, which the caller closes. */
    Contender open() throws IOException;
  }

  /** Returns all kinds, the reference first. */
  static List<Kind> all() {
    return Stream.of(ours(), theirs()).flatMap(List::stream).toList();
  }

  private static List<Kind> ours() {
    return List.of(
        command(REFERENCE, "sandbox", 3.5, Warm.AUTO, List.of()),
        command("sce run --warm off", "sandbox", 2, Warm.OFF, List.of()),
        command("sce run --isolation none", "none", 2, Warm.AUTO, List.of("--isolation", "none")),
        one(
            "sce, library",
            "sandbox",
            1,
            w -> Optional.empty(),
            w -> Library.of("sce, library", w.workers(), Warm.AUTO, preload(w))));
  }

  private static List<Kind> theirs() {
    String bubblewrap = Drivers.bubblewrap().orElse("");
    return List.of(
        sizes(POOL, "none", 2, w -> Optional.empty(), n -> Drivers.pool(sized(POOL, n), n, "")),
        sizes(
            MANAGER,
            "none, one interpreter for all",
            2,
            Kind::notOneFile,
            n -> Drivers.forks(sized(MANAGER, n), "manager_per_sample.py", n)),
        sizes(
            "fork per sample, Python",
            "none, one interpreter for all",
            1,
            Kind::notOneFile,
            n -> Drivers.forks(sized("fork per sample, Python", n), "fork_per_sample.py", n)),
        sizes(
            "bubblewrap, from the pool",
            "namespaces, no limits",
            1,
            w -> bubblewrap.isEmpty() ? Optional.of("bubblewrap not installed") : Optional.empty(),
            n -> Drivers.pool(sized("bubblewrap, from the pool", n), n, bubblewrap)),
        one(
            PROCESS_BUILDER,
            "none",
            2,
            w -> Optional.empty(),
            w -> new ProcessBuilders(PROCESS_BUILDER, w.workers())),
        one(SPAWN, "none", 2, Kind::needsTimeout, w -> new SpawnLoop(SPAWN, w.workers())));
  }

  /** Returns whether an entry of a table is of the kind with this name, in whatever size. */
  static boolean isOf(String kind, String contender) {
    return contender.equals(kind) || contender.startsWith(kind + ", ");
  }

  private static String sized(String name, int workers) {
    return name + ", " + workers + " workers";
  }

  private interface Single {
    Contender open(Workload workload) throws IOException;
  }

  private static Kind one(
      String name,
      String isolation,
      double seconds,
      Function<Workload, Optional<String>> unfit,
      Single open) {
    return new Kind(
        name, isolation, seconds, unfit, workload -> List.of(() -> open.open(workload)));
  }

  private static Kind command(
      String name, String isolation, double seconds, Warm warm, List<String> more) {
    return one(
        name,
        isolation,
        seconds,
        w -> Optional.empty(),
        w -> {
          List<String> options = Drivers.warmth(warm, warm == Warm.OFF ? List.of() : preload(w));
          return Drivers.sce(
              name, w.workers(), Stream.concat(options.stream(), more.stream()).toList());
        });
  }

  /**
   * Threads of Python wait for each other, so a pool may do better with more than processors; where
   * programs sleep, it may not have fewer than the others.
   */
  private static Kind sizes(
      String name,
      String isolation,
      double seconds,
      Function<Workload, Optional<String>> unfit,
      IntFunction<Contender> open) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Kind(
        name,
        isolation,
        seconds,
        unfit,
        workload ->
            IntStream.of(workload.workers(), Math.max(workload.workers(), 2 * processors))
                .distinct()
                .<Opener>mapToObj(workers -> () -> open.apply(workers))
                .toList());
  }

  private static List<String> preload(Workload workload) {
    return workload.name().equals("numpy") ? List.of("numpy") : List.of();
  }

  private static Optional<String> notOneFile(Workload workload) {
    Job job = workload.job().apply(0);
    boolean oneFile =
        job.files().size() == 1
            && job.steps().size() == 1
            && job.steps().getFirst().argv().equals(List.of("python3", "main.py"))
            && job.steps().getFirst().stdin().isEmpty();
    return oneFile ? Optional.empty() : Optional.of("only for programs of one Python file");
  }

  private static Optional<String> needsTimeout(Workload workload) {
    return workload.name().equals("mix")
        ? Optional.of("has no timeout and would never end")
        : Optional.empty();
  }
}

package dev.sce.benchmarks;

import dev.sce.Warm;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of contender, which knows for which workloads it is fit.
 *
 * @param isolation what keeps its programs apart from the machine, in a few words
 * @param unfit why it cannot run a workload; empty when it can
 */
record Kind(
    String name, String isolation, Function<Workload, Optional<String>> unfit, Opener open) {
  /** Makes a contender for a workload. */
  interface Opener {
    /** Returns the contender, which the caller closes. */
    Contender open(Workload workload) throws IOException;
  }

  /** Returns all kinds; the first is what the others are compared with. */
  static List<Kind> all() {
    return List.of(
        fit("sce, library", "sandbox", w -> library("sce, library", w, Warm.AUTO)),
        fit("sce, library, cold", "sandbox", w -> library("sce, library, cold", w, Warm.OFF)),
        fit("sce run", "sandbox", Kind::command),
        fit(
            "pool of subprocesses, Python",
            "none",
            w -> Drivers.pool("pool of subprocesses, Python", poolSize(w), "")),
        new Kind(
            "fork per sample, Python",
            "none, one interpreter for all",
            Kind::notOneFile,
            w -> Drivers.forks("fork per sample, Python", poolSize(w))),
        new Kind(
            "bubblewrap, from the pool",
            "namespaces, no limits",
            w ->
                Drivers.bubblewrap().isPresent()
                    ? Optional.empty()
                    : Optional.of("bubblewrap not installed"),
            w ->
                Drivers.pool(
                    "bubblewrap, from the pool", poolSize(w), Drivers.bubblewrap().orElseThrow())),
        fit(
            "ProcessBuilder, Java",
            "none",
            w -> new ProcessBuilders("ProcessBuilder, Java", w.workers())),
        fit("posix_spawn, C", "none", w -> new SpawnLoop("posix_spawn, C", w.workers())));
  }

  private static Kind fit(String name, String isolation, Opener open) {
    return new Kind(name, isolation, workload -> Optional.empty(), open);
  }

  private static List<String> preload(Workload workload) {
    return workload.name().equals("numpy") ? List.of("numpy") : List.of();
  }

  private static Contender library(String name, Workload workload, Warm warm) throws IOException {
    return Library.of(name, workload.workers(), warm, preload(workload));
  }

  private static Contender command(Workload workload) {
    List<String> options = Drivers.warmth(Warm.AUTO, preload(workload));
    return Drivers.sce("sce run", workload.workers(), options);
  }

  /** Threads of Python wait for each other, so a pool does best with more than processors. */
  private static int poolSize(Workload workload) {
    return Math.max(workload.workers(), 2 * Runtime.getRuntime().availableProcessors());
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
}

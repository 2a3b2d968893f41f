package dev.sce.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Samples of models for HumanEval, judged by ways whose verdicts must be those recorded. */
final class EvalSection implements AutoCloseable {
  static final String OURS = "sce eval";
  static final String ORIGINAL = "original's way";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SAMPLES = "_samples.jsonl";
  private static final int WORKERS = 2;

  private final Path problems;
  private final Path folder = Files.createTempDirectory("sce-benchmark");
  private final List<Path> parts;
  private final Path whole = folder.resolve("samples.jsonl");
  private final List<Boolean> recorded = new ArrayList<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  /** One way: a command for each file of samples. */
  private record Way(String name, List<Path> samples, boolean ours, int workers) {}

  private EvalSection(Path problems, Path predictions) throws IOException {
    this.problems = problems;
    try (Stream<Path> files = Files.list(predictions)) {
      parts = files.filter(file -> file.toString().endsWith(SAMPLES)).sorted().toList();
    }
    List<String> all = new ArrayList<>();
    for (Path part : parts) {
      all.addAll(Files.readAllLines(part));
      recorded.addAll(verdicts(Path.of(part.toString().replace(SAMPLES, "_results.jsonl"))));
    }
    Files.write(whole, all);
    if (all.isEmpty() || all.size() != recorded.size()) {
      throw new IOException(
          all.size() + " samples and " + recorded.size() + " verdicts in " + predictions);
    }
  }

  /** Measures; the unit is samples a second. */
  static Comparison compare(Options options, Path problems, Path predictions)
      throws IOException, InterruptedException {
    try (EvalSection section = new EvalSection(problems, predictions)) {
      return section.compare(options.rounds());
    }
  }

  private Comparison compare(int rounds) throws IOException, InterruptedException {
    List<Way> ways = new ArrayList<>();
    ways.add(new Way(OURS, List.of(whole), true, WORKERS));
    ways.add(
        new Way(OURS + ", a run for each of " + parts.size() + " files", parts, true, WORKERS));
    ways.add(new Way(ORIGINAL + ", 2 workers", List.of(whole), false, 2));
    ways.add(new Way(ORIGINAL + ", 4 workers", List.of(whole), false, 4));
    Map<Way, List<Double>> rates = new LinkedHashMap<>();
    ways.forEach(way -> rates.put(way, new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int place : Interleaved.order(ways.size(), round)) {
        measure(ways.get(place), rates);
      }
    }
    return new Comparison(
        "eval",
        recorded.size() + " samples of models for HumanEval, samples/s",
        WORKERS,
        entries(rates),
        isolation(ways),
        missing);
  }

  private void measure(Way way, Map<Way, List<Double>> rates) throws InterruptedException {
    List<Double> own = rates.get(way);
    if (own == null) {
      return; // It has failed.
    }
    try {
      own.add(rate(way));
      Progress.say("eval, " + way.name + ": " + Series.number(own.getLast()) + " samples/s");
    } catch (IOException e) {
      rates.remove(way);
      missing.put(way.name, "failed: " + e.getMessage());
      Progress.say("eval, " + way.name + " failed: " + e.getMessage());
    }
  }

  private double rate(Way way) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    List<Boolean> seen = new ArrayList<>();
    long nanos = 0;
    for (Path samples : way.samples) {
      List<String> command = way.ours ? ours(samples, out) : original(samples, out, way.workers);
      nanos += WholeProcess.time(way.name, command, folder.resolve("log")).toNanos();
      seen.addAll(verdicts(out.resolve("results.jsonl")));
      ProgramFolder.remove(out);
    }
    if (!seen.equals(recorded)) {
      throw new IOException(
          passed(seen)
              + " of "
              + seen.size()
              + " pass, recorded are "
              + passed(recorded)
              + " of "
              + recorded.size()
              + ", or other ones");
    }
    return seen.size() / (nanos / 1e9);
  }

  private List<String> ours(Path samples, Path out) {
    return List.of(
        Drivers.SCE,
        "eval",
        "humaneval",
        "--problems",
        problems.toString(),
        "--samples",
        samples.toString(),
        "-o",
        out.toString(),
        "--workers",
        Integer.toString(WORKERS),
        "--progress",
        "none");
  }

  private List<String> original(Path samples, Path out, int workers) throws IOException {
    Files.createDirectory(out);
    return List.of(
        Machine.PYTHON,
        Drivers.script("original_style.py"),
        "--problems",
        problems.toString(),
        "--samples",
        samples.toString(),
        "-o",
        out.resolve("results.jsonl").toString(),
        "--workers",
        Integer.toString(workers),
        "--python",
        Machine.PYTHON);
  }

  /** Returns the verdicts of a file of results, which is in the order of the samples. */
  private static List<Boolean> verdicts(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(JSON::readTree).map(row -> row.get("passed").asBoolean()).toList();
    }
  }

  private static int passed(List<Boolean> verdicts) {
    return (int) verdicts.stream().filter(passed -> passed).count();
  }

  private List<Entry> entries(Map<Way, List<Double>> rates) {
    Map<String, Integer> verdicts =
        Map.of("passed", passed(recorded), "failed", recorded.size() - passed(recorded));
    List<Entry> entries = new ArrayList<>();
    rates.forEach((way, own) -> entries.add(new Entry(way.name, new Series(own), verdicts)));
    return entries.stream().filter(entry -> entry.equals(bestOfKind(entry, entries))).toList();
  }

  /** Of the sizes of the original's way only the best is shown. */
  private static Entry bestOfKind(Entry entry, List<Entry> entries) {
    return Kind.isOf(ORIGINAL, entry.contender())
        ? entries.stream()
            .filter(other -> Kind.isOf(ORIGINAL, other.contender()))
            .max(Comparator.comparingDouble(other -> other.series().median()))
            .orElse(entry)
        : entry;
  }

  private static Map<String, String> isolation(List<Way> ways) {
    Map<String, String> isolation = new LinkedHashMap<>();
    ways.forEach(way -> isolation.put(way.name, way.ours ? "sandbox" : "none"));
    return isolation;
  }

  @Override
  public void close() throws IOException {
    ProgramFolder.remove(folder);
  }
}

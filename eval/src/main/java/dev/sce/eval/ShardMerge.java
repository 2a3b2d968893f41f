package dev.sce.eval;

import dev.sce.LimitOverrides;
import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.eval.results.JudgedProblems;
import dev.sce.eval.results.JudgedRows;
import dev.sce.json.IndexedLines;
import dev.sce.json.ResultSink;
import dev.sce.json.Shard;
import dev.sce.json.ShardLines;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.text.Extraction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes one evaluation of those of all shards, with the rows and metrics that one machine would
 * have written.
 */
public final class ShardMerge {
  private final List<EvaluationDirectory> shards;
  private final Scoreboard scoreboard = new Scoreboard();

  /**
   * Makes a merge.
   *
   * @param shards what was written for each of the shards, in any order
   * @throws UnusableFileException if they are not all the shards of one evaluation, each finished
   */
  public ShardMerge(List<EvaluationDirectory> shards) {
    this.shards = sorted(shards);
    this.shards.forEach(shard -> checkSame(this.shards.getFirst(), shard));
  }

  private static Shard shard(EvaluationDirectory directory) {
    String shard = directory.condition(EvaluationRequest.SHARD);
    if (shard.isEmpty()) {
      throw new UnusableFileException(
          directory.path() + " is the evaluation of all problems, not of a shard (--shard)");
    }
    try {
      return Shard.parse(shard);
    } catch (IllegalArgumentException e) {
      throw new UnusableFileException(directory.path() + "/run.json: " + e.getMessage(), e);
    }
  }

  private static List<EvaluationDirectory> sorted(List<EvaluationDirectory> directories) {
    Map<Integer, EvaluationDirectory> byNumber = new TreeMap<>();
    int count = shard(directories.getFirst()).count();
    for (EvaluationDirectory directory : directories) {
      Shard shard = shard(directory);
      if (shard.count() != count) {
        throw new UnusableFileException(
            directory.path()
                + " is shard "
                + shard
                + ", but "
                + directories.getFirst().path()
                + " is one of "
                + count);
      }
      EvaluationDirectory other = byNumber.put(shard.number(), directory);
      if (other != null) {
        throw new UnusableFileException(
            "shard " + shard + " is there twice: " + other.path() + " and " + directory.path());
      }
      if (!directory.isFinished()) {
        throw new UnusableFileException(
            "shard "
                + shard
                + " in "
                + directory.path()
                + " is not finished; run its command again with --resume");
      }
    }
    List<String> missing = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      if (!byNumber.containsKey(number)) {
        missing.add(new Shard(number, count).toString());
      }
    }
    if (!missing.isEmpty()) {
      throw new UnusableFileException(
          (missing.size() == 1 ? "a shard is missing: " : "shards are missing: ")
              + String.join(", ", missing));
    }
    return List.copyOf(byNumber.values());
  }

  private static void checkSame(EvaluationDirectory first, EvaluationDirectory shard) {
    Map<String, String> one = first.conditions();
    Map<String, String> other = shard.conditions();
    one.put("dataset", first.dataSet());
    other.put("dataset", shard.dataSet());
    one.remove(EvaluationRequest.SHARD);
    other.remove(EvaluationRequest.SHARD);
    TreeSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    for (String name : names) {
      if (!one.getOrDefault(name, "").equals(other.getOrDefault(name, ""))) {
        throw new UnusableFileException(
            shard.path()
                + " does not belong to "
                + first.path()
                + ": "
                + name
                + " is '"
                + other.getOrDefault(name, "")
                + "' there and '"
                + one.getOrDefault(name, "")
                + "' here");
      }
    }
  }

  /**
   * Writes rows, metrics and conditions of all shards.
   *
   * @param problems where the problems are, if they are elsewhere by now
   * @param ks the k of pass@k; empty: the usual ones for which there are enough samples
   * @param partial whether problems without samples are expected
   */
  public Merged write(
      Path directory,
      @Nullable String problems,
      List<Integer> ks,
      boolean partial,
      LanguageTable languages)
      throws IOException {
    EvaluationRequest request = request(directory, problems, ks, partial, languages);
    try (ResultSink sink = ResultSink.file(request.resultsFile())) {
      if (Files.size(request.resultsFile()) > 0) {
        throw new UnusableFileException(
            request.resultsFile() + " already holds results; name another directory with -o");
      }
      try {
        copyRows(sink);
      } catch (RuntimeException | IOException e) {
        // No part of the rows looks like all of them.
        sink.keep(0);
        throw e;
      }
    }
    String isolation = shards.getFirst().condition("isolation");
    Scores scores =
        scoreboard.scores(request, extractions(), resumed(), false, elapsed(), isolation);
    RunFile.write(request, isolation);
    MetricsFile.write(request, scores);
    return new Merged(request, scores);
  }

  /**
   * What came of it.
   *
   * @param request what was evaluated
   * @param scores the scores of all shards
   */
  public record Merged(EvaluationRequest request, Scores scores) {}

  private EvaluationRequest request(
      Path directory,
      @Nullable String problems,
      List<Integer> ks,
      boolean partial,
      LanguageTable languages)
      throws IOException {
    EvaluationDirectory first = shards.getFirst();
    ProblemIndex index = JudgedProblems.read(first, problems, languages).index();
    Map<String, String> conditions = first.conditions();
    conditions.remove(EvaluationRequest.SHARD);
    // The file of conditions has it as a field of its own.
    conditions.remove("isolation");
    Map<String, String> notes = new TreeMap<>();
    first
        .metrics()
        .path("run")
        .properties()
        .forEach(note -> notes.put(note.getKey(), note.getValue().asString("")));
    notes.put("shards", String.valueOf(shards.size()));
    return new EvaluationRequest(
        first.dataSet(),
        index,
        List.of(),
        directory,
        ks,
        false,
        false,
        LimitOverrides.NONE,
        partial,
        conditions,
        notes);
  }

  /** Copies rows in the order of their samples, so that everything is counted as on one machine. */
  private void copyRows(ResultSink sink) throws IOException {
    List<JudgedRows> open = new ArrayList<>();
    try {
      for (EvaluationDirectory shard : shards) {
        open.add(shard.rows());
      }
      List<IndexedLines<String>> lines = open.stream().map(JudgedRows::lines).toList();
      var _ =
          ShardLines.merge(
              lines,
              "sample",
              (_, line) -> {
                scoreboard.add(EarlierRun.row(line));
                sink.write(ShardLines.ended(line));
              });
    } finally {
      for (JudgedRows rows : open) {
        rows.close();
      }
    }
  }

  private Extractions extractions() {
    Map<String, Long> rules = new TreeMap<>();
    Map<Extraction.Found, Long> found = new EnumMap<>(Extraction.Found.class);
    for (EvaluationDirectory shard : shards) {
      JsonNode extraction = shard.metrics().path("extraction");
      extraction
          .path("rules")
          .properties()
          .forEach(rule -> rules.merge(rule.getKey(), rule.getValue().asLong(), Long::sum));
      for (Extraction.Found place : Extraction.Found.values()) {
        long count = extraction.path(MetricsFile.field(place)).asLong(0);
        if (count > 0) {
          found.merge(place, count, Long::sum);
        }
      }
    }
    return new Extractions(
        rules, found, sum("extraction", "fenced"), sum("samples", "look_like_markdown"));
  }

  private long sum(String object, String field) {
    return shards.stream()
        .mapToLong(shard -> shard.metrics().path(object).path(field).asLong(0))
        .sum();
  }

  private long resumed() {
    return shards.stream().mapToLong(shard -> shard.metrics().path("resumed_rows").asLong(0)).sum();
  }

  /** The time of all machines together. */
  private Duration elapsed() {
    double seconds =
        shards.stream()
            .mapToDouble(shard -> shard.metrics().path("elapsed_seconds").asDouble(0))
            .sum();
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}

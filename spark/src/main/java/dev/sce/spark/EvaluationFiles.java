package dev.sce.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the files of an evaluation from its rows: they are laid out as the only shard of one, which
 * {@code sce merge} makes whole. So scores are computed by the same code as everywhere.
 */
final class EvaluationFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Some samples were not judged; the metrics are there and say so. */
  private static final int INCOMPLETE = 3;

  private final Dataset<Row> results;
  private final EvalConfig config;

  EvaluationFiles(Dataset<Row> results, EvalConfig config) {
    this.results = results;
    this.config = config;
  }

  /** Writes the directory, and returns its metrics. */
  String write(Path directory) {
    try {
      Path shard = Files.createTempDirectory("sce-spark-");
      try {
        writeRows(shard.resolve("results.jsonl"));
        writeConditions(shard);
        merge(shard, directory);
      } finally {
        remove(shard);
      }
      return Files.readString(directory.resolve("metrics.json"));
    } catch (IOException e) {
      throw new SceException("the metrics cannot be written: " + e.getMessage(), e);
    }
  }

  private void writeRows(Path file) throws IOException {
    Iterator<String> rows = results.orderBy("index").toJSON().toLocalIterator();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      while (rows.hasNext()) {
        out.write(rows.next());
        out.write('\n');
      }
    }
  }

  private void writeConditions(Path shard) throws IOException {
    ObjectNode run = JSON.createObjectNode().put("shard", "0/1");
    config.putConditions(run);
    SparkSession spark = results.sparkSession();
    SparkSettings settings = SparkSettings.of(spark);
    String isolation = settings.commonIsolation(spark, settings.engine(), null);
    run.put("isolation", isolation == null ? "mixed" : isolation);
    Files.writeString(shard.resolve("run.json"), run.toString());
    ObjectNode metrics = JSON.createObjectNode();
    metrics.putObject("run").put("problems", config.problems());
    Files.writeString(shard.resolve("metrics.json"), metrics.toString());
  }

  private void merge(Path shard, Path directory) throws IOException {
    Process process =
        new ProcessBuilder(command(shard, directory))
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      int status = process.waitFor();
      if (status != 0 && status != INCOMPLETE) {
        throw new SceException("sce merge failed with status " + status + ": " + said);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new SceException("interrupted while metrics were computed", e);
    }
  }

  private List<String> command(Path shard, Path directory) throws IOException {
    Path sent = Path.of(SparkFiles.getRootDirectory());
    String sce =
        new EngineCommand(System.getenv(), List.of(Path.of("").toAbsolutePath(), sent))
            .find(SparkSettings.of(results.sparkSession()).engine().command());
    SparkSession spark = results.sparkSession();
    Path problems = shard.resolve("problems-" + Path.of(config.problems()).getFileName());
    Files.write(problems, ProblemsFile.read(spark, config.problems()));
    List<String> command = new ArrayList<>(List.of(sce, "merge", shard.toString()));
    command.addAll(List.of("-o", directory.toString(), "--partial", "--problems"));
    command.add(problems.toString());
    if (!config.passAt().isEmpty()) {
      command.add("-k");
      command.add(config.passAt().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    return command;
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

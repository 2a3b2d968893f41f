package dev.sce.report.page;

import dev.sce.eval.ContentHash;
import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.eval.results.SampleHash;
import dev.sce.json.Json;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.LanguageTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the files that {@code sce eval} leaves, with rows as a test wants them. */
final class Evaluation {
  private final Path folder;
  private final List<byte[]> rows = new ArrayList<>();
  private final List<byte[]> samples = new ArrayList<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, Object> conditions = new LinkedHashMap<>();
  private final Map<String, Object> metrics = new LinkedHashMap<>();

  Evaluation(Path folder) {
    this.folder = folder;
    conditions.put("dataset", "jsonl");
    conditions.put("isolation", "namespaces");
  }

  Evaluation condition(String name, Object value) {
    conditions.put(name, value);
    return this;
  }

  Evaluation metric(String name, Object value) {
    metrics.put(name, value);
    return this;
  }

  Evaluation add(String problem, Verdict verdict, String program, @Nullable String detail) {
    return add(problem, verdict, program, detail, List.of());
  }

  Evaluation add(
      String problem,
      Verdict verdict,
      String program,
      @Nullable String detail,
      List<Map<String, Object>> tests) {
    String code = Json.writable(program);
    int number = numbers.merge(problem, 1, Integer::sum) - 1;
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("index", rows.size());
    row.put("task_id", Json.writable(problem));
    row.put("sample", number);
    row.put("sample_hash", SampleHash.of(new Sample(problem, number, code, true, null)));
    row.put("known_problem", true);
    row.put("verdict", verdict.name());
    row.put("score", verdict == Verdict.PASSED ? 1 : 0);
    row.put("runtime", 0.01 + 0.001 * (rows.size() % 90));
    row.put("peak_memory_bytes", 16_000_000 + 1000 * (rows.size() % 900));
    row.put("detail", detail == null ? null : Json.writable(detail));
    row.put("tests", tests);
    rows.add(Json.MAPPER.writeValueAsBytes(row));
    samples.add(
        Json.MAPPER.writeValueAsBytes(Map.of("task_id", Json.writable(problem), "solution", code)));
    return this;
  }

  static Map<String, Object> test(String name, Verdict verdict, @Nullable String detail) {
    Map<String, Object> test = new LinkedHashMap<>();
    test.put("name", name);
    test.put("verdict", verdict.name());
    test.put("runtime", 0.002);
    if (detail != null) {
      test.put("detail", detail);
    }
    return test;
  }

  /** Writes everything, and problems that go with it. */
  EvaluationDirectory write() throws IOException {
    Path problems = folder.resolve("problems.jsonl");
    Set<String> ids = new LinkedHashSet<>(numbers.keySet());
    lines(
        problems,
        ids.stream()
            .map(
                id ->
                    Json.MAPPER.writeValueAsBytes(
                        Map.of(
                            "id",
                            Json.writable(id),
                            "type",
                            "assert",
                            "prompt",
                            "",
                            "tests",
                            List.of("assert True"))))
            .toList());
    lines(folder.resolve("samples.jsonl"), samples);
    Path out = Files.createDirectories(folder.resolve("out"));
    lines(out.resolve("results.jsonl"), rows);
    conditions.put("problems_hash", ContentHash.of(problems));
    Files.write(out.resolve("run.json"), Json.MAPPER.writeValueAsBytes(conditions));
    metrics.putIfAbsent("samples", Map.of("total", rows.size()));
    metrics.put(
        "run",
        Map.of(
            "problems", problems.toString(),
            "samples", folder.resolve("samples.jsonl").toString(),
            "workers", "2"));
    Files.write(out.resolve("metrics.json"), Json.MAPPER.writeValueAsBytes(metrics));
    return EvaluationDirectory.open(out);
  }

  private static void lines(Path file, List<byte[]> lines) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (byte[] line : lines) {
        out.write(line);
        out.write('\n');
      }
    }
  }

  /** Writes the page of everything. */
  static ReportPage.Written page(EvaluationDirectory directory, Path file) throws IOException {
    return new ReportPage(directory, null, null, LanguageTable.standard(), "sce 1.0").write(file);
  }
}

package dev.sce.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads programs of public data sets: {@code humaneval/HumanEval.jsonl.gz}, {@code mbpp/mbpp.jsonl}
 * and {@code preds_humaneval_poe/*_samples.jsonl}.
 *
 * @param folder where they are
 */
record WarmData(Path folder) {
  private static final JsonMapper JSON = new JsonMapper();

  /** A program with the tests that belong to it. */
  record Program(String name, String code) {}

  /** Whether a folder has all of them. */
  static boolean isThere(Path folder) {
    return Files.isReadable(folder.resolve("humaneval/HumanEval.jsonl.gz"))
        && Files.isReadable(folder.resolve("mbpp/mbpp.jsonl"))
        && Files.isDirectory(folder.resolve("preds_humaneval_poe"));
  }

  /** Returns the reference solutions of HumanEval. */
  List<Program> humanEval() throws IOException {
    return problems().values().stream()
        .map(p -> checked(text(p, "task_id"), p, text(p, "canonical_solution")))
        .toList();
  }

  /** Returns the reference solutions of MBPP. */
  List<Program> mbpp() throws IOException {
    return rows(folder.resolve("mbpp/mbpp.jsonl")).stream().map(WarmData::mbpp).toList();
  }

  /** Returns all samples of all models for HumanEval. */
  List<Program> samples() throws IOException {
    Map<String, JsonNode> problems = problems();
    List<Program> programs = new ArrayList<>();
    Path samples = folder.resolve("preds_humaneval_poe");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(samples, "*_samples.jsonl")) {
      for (Path file : files) {
        for (JsonNode row : rows(file)) {
          String task = text(row, "task_id");
          JsonNode problem = Objects.requireNonNull(problems.get(task), task);
          programs.add(checked(file.getFileName() + " " + task, problem, text(row, "completion")));
        }
      }
    }
    return programs;
  }

  private Map<String, JsonNode> problems() throws IOException {
    Map<String, JsonNode> problems = new LinkedHashMap<>();
    for (JsonNode row : rows(folder.resolve("humaneval/HumanEval.jsonl.gz"))) {
      problems.put(text(row, "task_id"), row);
    }
    return problems;
  }

  private static Program checked(String name, JsonNode problem, String completion) {
    String code =
        text(problem, "prompt")
            + completion
            + "\n"
            + text(problem, "test")
            + "\ncheck("
            + text(problem, "entry_point")
            + ")\n";
    return new Program(name, code);
  }

  private static Program mbpp(JsonNode row) {
    String tests =
        row.get("test_list")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining("\n"));
    String code = text(row, "test_setup_code") + "\n" + text(row, "code") + "\n" + tests + "\n";
    return new Program("MBPP/" + row.get("task_id").asInt(), code);
  }

  private static String text(JsonNode row, String field) {
    return row.get(field).asString();
  }

  private static List<JsonNode> rows(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).map(JSON::readTree).toList();
    }
  }
}

package dev.sce.datasets.livecodebench;

import dev.sce.datasets.JsonRow;
import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Task;
import dev.sce.judge.call.Call;
import dev.sce.judge.call.CallTask;
import dev.sce.judge.call.EqualityRules;
import dev.sce.judge.call.PythonJson;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.StdinTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads one problem of LiveCodeBench. */
final class LiveCodeBenchProblem {
  private static final int MOST_BYTES = 1 << 30;
  private static final String PUBLIC = "public_test_cases";
  private static final String HIDDEN = "private_test_cases";

  private final JsonRow row;

  LiveCodeBenchProblem(JsonRow row) {
    this.row = row;
  }

  Problem toProblem(LiveCodeBenchOptions options) {
    String function = function();
    String starter = row.optionalText("starter_code").orElse("");
    List<Texts> tests = tests(options);
    Task task =
        function.isEmpty()
            ? new StdinTask(starter, runs(tests), PublishedChecker.LIVE_CODE_BENCH, options.stdin())
            : new CallTask(function, starter, calls(tests), EqualityRules.STRICT, options.calls());
    return ContestDate.problem(row.text("question_id"), task, row.json());
  }

  /** One test as it is written. */
  private record Texts(String name, String input, String output) {}

  private static List<ProgramTest> runs(List<Texts> tests) {
    return tests.stream()
        .map(test -> ProgramTest.ofText(test.name(), test.input(), test.output()))
        .toList();
  }

  private String function() {
    JsonNode metadata = row.json().path("metadata");
    JsonNode read = metadata.isString() ? json("metadata", metadata.asString()) : metadata;
    return read.path("func_name").asString("");
  }

  private List<Texts> tests(LiveCodeBenchOptions options) {
    List<Texts> tests = new ArrayList<>();
    add(tests, "public", PUBLIC);
    if (options.hidden()) {
      add(tests, "private", HIDDEN);
    }
    return tests;
  }

  private void add(List<Texts> tests, String kind, String field) {
    JsonNode list = row.json().path(field);
    if (list.isString()) {
      list = json(field, decoded(field, list.asString()));
    }
    if (!list.isArray()) {
      throw row.invalid(field, "must be a list of tests, as JSON or encoded");
    }
    int number = 0;
    for (JsonNode test : list) {
      if (!test.path("input").isString() || !test.path("output").isString()) {
        throw row.invalid(field, "has no texts 'input' and 'output' for test " + number);
      }
      String name = kind + "/" + number++;
      tests.add(new Texts(name, test.path("input").asString(), test.path("output").asString()));
    }
  }

  private String decoded(String field, String text) {
    try {
      return HiddenTests.decode(text, MOST_BYTES);
    } catch (IllegalArgumentException e) {
      InvalidDataException invalid = row.invalid(field, "cannot be decoded: " + e.getMessage());
      invalid.initCause(e);
      throw invalid;
    }
  }

  private JsonNode json(String field, String text) {
    try {
      return PythonJson.MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw row.invalid(field, "holds a text that is no JSON: " + e.getOriginalMessage());
    }
  }

  /** A call's arguments stand as JSON on a line each, its value as JSON. */
  private List<Call> calls(List<Texts> tests) {
    List<Call> calls = new ArrayList<>();
    for (Texts test : tests) {
      String arguments =
          test.input()
              .lines()
              .filter(line -> !line.isBlank())
              .collect(Collectors.joining(",", "[", "]"));
      calls.add(new Call(test.name(), arguments, checked(test)));
    }
    return calls;
  }

  private String checked(Texts test) {
    json("output of test " + test.name(), test.output());
    return test.output();
  }
}

package dev.sce.datasets.jsonl;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.datasets.Groups;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.Task;
import dev.sce.judge.call.Call;
import dev.sce.judge.call.CallSettings;
import dev.sce.judge.call.CallTask;
import dev.sce.judge.call.EqualityRules;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.python.AssertsTask;
import dev.sce.judge.python.FunctionTask;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one row of the format that docs/datasets.md describes. */
final class JsonlProblem {
  private static final String TYPES = "'stdin', 'call', 'assert' or 'function'";
  private static final Duration USUAL_TIME = Duration.ofSeconds(5);
  private static final DataSize USUAL_MEMORY = DataSize.ofGibibytes(2);
  private static final DataSize USUAL_OUTPUT = DataSize.ofMebibytes(16);

  private final JsonRow row;

  JsonlProblem(JsonRow row) {
    this.row = row;
  }

  String id() {
    return row.optionalText("id").orElseGet(() -> row.text("task_id"));
  }

  Problem toProblem() {
    JsonlFields.check(row, row.text("type"));
    Task task =
        switch (row.text("type")) {
          case "stdin" -> stdin();
          case "call" -> call();
          case "assert" -> asserts();
          case "function" -> function();
          default -> throw row.invalid("type", "must be " + TYPES);
        };
    return new Problem(id(), task).withGroups(groups());
  }

  private Map<String, String> groups() {
    JsonNode groups = row.json().path("groups");
    if (groups.isMissingNode() || groups.isNull()) {
      return Map.of();
    }
    String[] names = groups.propertyNames().toArray(String[]::new);
    Map<String, String> labels = Groups.of(groups, names);
    if (!groups.isObject() || labels.size() != names.length) {
      throw row.invalid("groups", "must be an object of short texts, like {\"topic\": \"math\"}");
    }
    return labels;
  }

  /** Returns the reference solutions as samples. */
  List<Sample> solutions() {
    List<Sample> samples = new ArrayList<>();
    String language = row.optionalText("language").orElse(null);
    row.optionalText("canonical_solution")
        .ifPresent(code -> samples.add(new Sample(id(), samples.size(), code, false, language)));
    JsonNode given = row.json().path("solutions");
    List<String> whole = given.isString() ? List.of(given.asString()) : row.texts("solutions");
    for (String code : whole) {
      samples.add(new Sample(id(), samples.size(), code, true, language));
    }
    return samples;
  }

  private Task stdin() {
    List<ProgramTest> tests = new ArrayList<>();
    for (JsonRow test : tests()) {
      String name = test.optionalText("name").orElse(String.valueOf(tests.size() + 1));
      Blob input = Blob.ofText(test.optionalText("input").orElse(""));
      tests.add(new ProgramTest(name, input, Blob.ofText(test.text("output"))));
    }
    LimitOverrides limits =
        ProgramTask.limits(time(), USUAL_MEMORY, USUAL_OUTPUT).withMemory(memory());
    return new ProgramTask(
        tests,
        limits,
        new Judging.Compare(checker()),
        row.optionalText("language").orElse(null),
        stopAtFirstFailure());
  }

  private boolean stopAtFirstFailure() {
    JsonNode value = row.json().path("stop_at_first_failure");
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      throw row.invalid("stop_at_first_failure", "must be true or false, without quotes");
    }
    return value.asBoolean(false);
  }

  private Checker checker() {
    try {
      return Checkers.named(row.optionalText("checker").orElse("tokens"));
    } catch (IllegalArgumentException e) {
      throw row.invalid("checker", "is unusable: " + e.getMessage());
    }
  }

  private Task call() {
    List<Call> calls = new ArrayList<>();
    for (JsonRow test : tests()) {
      JsonNode arguments = test.json().path("arguments");
      JsonNode expected = test.json().get("expected");
      if (!arguments.isArray()) {
        throw test.invalid("arguments", "must be a list of values");
      }
      if (expected == null) {
        throw test.missing("expected");
      }
      String name = test.optionalText("name").orElse(String.valueOf(calls.size() + 1));
      calls.add(new Call(name, arguments.toString(), expected.toString()));
    }
    CallSettings settings =
        CallSettings.DEFAULT.withCallTime(time()).withMemory(memory()).withGoOn(true);
    return new CallTask(
        row.text("function"),
        prompt(),
        calls,
        EqualityRules.STRICT.withTolerance(tolerance()),
        settings);
  }

  private double tolerance() {
    JsonNode value = row.json().path("tolerance");
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    double tolerance = value.isNumber() ? value.asDouble(-1) : -1;
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw row.invalid("tolerance", "must be a number, 0 or above, without quotes");
    }
    return tolerance;
  }

  private Task asserts() {
    List<String> tests = row.texts("tests");
    if (tests.isEmpty()) {
      throw row.invalid("tests", "must hold at least one test");
    }
    String setup = row.optionalText("setup").orElse("");
    return new AssertsTask(prompt(), setup, tests, reference(), List.of(), pythonLimits());
  }

  private String reference() {
    return solutions().stream().map(this::program).findFirst().orElse("");
  }

  private String program(Sample sample) {
    return sample.complete() ? sample.code() : prompt() + sample.code();
  }

  private Task function() {
    return new FunctionTask(
        prompt(), row.text("entry_point"), row.text("test"), reference(), pythonLimits());
  }

  private String prompt() {
    return row.optionalText("prompt").orElse("");
  }

  private List<JsonRow> tests() {
    JsonNode tests = row.json().path("tests");
    if (!tests.isArray() || tests.isEmpty()) {
      throw row.invalid("tests", "must be a list with at least one test");
    }
    List<JsonRow> rows = new ArrayList<>();
    for (JsonNode test : tests) {
      if (!test.isObject()) {
        throw row.invalid("tests", "must be a list of objects");
      }
      rows.add(new JsonRow(row.place() + ": test " + (rows.size() + 1), test));
    }
    return rows;
  }

  private LimitOverrides pythonLimits() {
    Duration time = time();
    return LimitOverrides.NONE
        .withCpuTime(time)
        .withWallTime(time.multipliedBy(2).plusSeconds(1))
        .withMemory(memory());
  }

  private Duration time() {
    JsonNode value = row.json().path("time_limit");
    if (value.isMissingNode() || value.isNull()) {
      return USUAL_TIME;
    }
    if (!value.isNumber() || value.asDouble() <= 0 || value.asDouble() > 86_400) {
      throw row.invalid("time_limit", "must be a number of seconds, above 0 and at most a day");
    }
    BigDecimal nanos = value.decimalValue().movePointRight(9);
    return Duration.ofNanos(Math.max(1, nanos.longValue()));
  }

  private @Nullable DataSize memory() {
    String text = row.optionalText("memory_limit").orElse(null);
    if (text == null) {
      return null;
    }
    try {
      return DataSize.parse(text.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      InvalidDataException invalid = row.invalid("memory_limit", "must be a size like \"256m\"");
      invalid.initCause(e);
      throw invalid;
    }
  }
}

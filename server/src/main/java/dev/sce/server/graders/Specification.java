package dev.sce.server.graders;

import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.json.Json;
import dev.sce.judge.Task;
import dev.sce.judge.call.Call;
import dev.sce.judge.call.CallSettings;
import dev.sce.judge.call.CallTask;
import dev.sce.judge.call.EqualityRules;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.StdinSettings;
import dev.sce.judge.program.StdinTask;
import dev.sce.judge.python.AssertsTask;
import dev.sce.server.http.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How answers of models are tested, from a label.
 *
 * @param task what they are tested with
 * @param language what programs are written in; absent for Python
 */
record Specification(Task task, @Nullable String language) {
  private static final double USUAL_SECONDS = 5;

  /** Reads a label: an object, or one as text. */
  static Specification of(JsonNode label) throws Refusal {
    JsonNode json = label;
    if (label.isString()) {
      try {
        json = Json.BOUNDED.readTree(label.stringValue());
      } catch (JacksonException e) {
        throw new Refusal(422, "a label is " + Json.problem(e));
      }
    }
    Body body = Body.of(json, "a label");
    if (body.list("tests").isEmpty()) {
      throw Body.invalid("tests", "must hold at least one test");
    }
    double seconds = body.number("time_limit", USUAL_SECONDS);
    if (!(seconds > 0)) {
      throw Body.invalid("time_limit", "must be above 0");
    }
    String language = body.text("language", "");
    Task task =
        switch (body.text("kind")) {
          case "stdin" -> stdin(body, Body.seconds(seconds));
          case "asserts" -> asserts(body, Body.seconds(seconds));
          case "function" -> function(body, Body.seconds(seconds));
          default -> throw Body.invalid("kind", "must be 'stdin', 'asserts' or 'function'");
        };
    return new Specification(task, language.isEmpty() ? null : language);
  }

  private static Task stdin(Body body, Duration time) throws Refusal {
    List<ProgramTest> tests = new ArrayList<>();
    for (JsonNode each : body.list("tests")) {
      Body test = Body.of(each, "a test");
      String name = String.valueOf(tests.size() + 1);
      tests.add(ProgramTest.ofText(name, test.text("input", ""), test.text("output")));
    }
    StdinSettings settings =
        StdinSettings.DEFAULT.withTestTime(time).withMemory(memory(body)).withEarlyStop(true);
    try {
      return new StdinTask("", tests, Checkers.named(body.text("checker", "tokens")), settings);
    } catch (IllegalArgumentException e) {
      throw Body.invalid("checker", "is unusable: " + e.getMessage());
    }
  }

  private static Task asserts(Body body, Duration time) throws Refusal {
    List<String> tests = new ArrayList<>();
    for (JsonNode test : body.list("tests")) {
      if (!test.isString()) {
        throw Body.invalid("tests", "must be a list of texts");
      }
      tests.add(Json.writable(test.stringValue()));
    }
    LimitOverrides limits =
        LimitOverrides.NONE
            .withCpuTime(time)
            .withWallTime(time.multipliedBy(2).plusSeconds(1))
            .withMemory(memory(body));
    return new AssertsTask("", body.text("setup", ""), tests, "", List.of(), limits);
  }

  private static Task function(Body body, Duration time) throws Refusal {
    List<Call> calls = new ArrayList<>();
    for (JsonNode test : body.list("tests")) {
      JsonNode expected = test.get("expected");
      if (!test.path("arguments").isArray() || expected == null) {
        throw Body.invalid("tests", "must have a list 'arguments' and a value 'expected' each");
      }
      String name = String.valueOf(calls.size() + 1);
      calls.add(
          new Call(
              name,
              Json.writable(test.get("arguments").toString()),
              Json.writable(expected.toString())));
    }
    double tolerance = body.number("tolerance", 0);
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw Body.invalid("tolerance", "must be 0 or above");
    }
    return new CallTask(
        body.text("function"),
        "",
        calls,
        EqualityRules.STRICT.withTolerance(tolerance),
        CallSettings.DEFAULT.withCallTime(time).withMemory(memory(body)));
  }

  private static @Nullable DataSize memory(Body body) throws Refusal {
    String text = body.text("memory_limit", "");
    try {
      return text.isEmpty() ? null : DataSize.parse(text.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Body.invalid("memory_limit", "must be a size like \"256m\"");
    }
  }
}

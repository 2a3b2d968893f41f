package dev.sce.server.api;

import dev.sce.datasets.JsonRow;
import dev.sce.datasets.Problem;
import dev.sce.datasets.jsonl.JsonlDataSet;
import dev.sce.eval.SampleResult;
import dev.sce.json.InvalidDataException;
import dev.sce.json.Json;
import dev.sce.json.JsonLine;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Judging;
import dev.sce.server.programs.Turns;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges one sample by all tests of a problem, which the request brings along: the program is
 * compiled once, and each test has its verdict.
 */
final class JudgeRoute {
  private static final Set<String> SAMPLE = Set.of("code", "completion", "language");
  private static final Set<String> PROBLEM =
      Set.of(
          "id",
          "type",
          "tests",
          "time_limit",
          "memory_limit",
          "checker",
          "stop_at_first_failure",
          "function",
          "tolerance",
          "prompt",
          "setup",
          "entry_point",
          "test",
          "solutions",
          "canonical_solution");

  private final LanguageTable languages;
  private final Judging judging;

  JudgeRoute(Turns turns, LanguageTable languages) {
    this.languages = languages;
    this.judging = new Judging(turns, new JsonlDataSet(languages).graders());
  }

  Answer handle(Request request) throws Refusal, InterruptedException {
    JsonNode body = NativeApi.json(request);
    if (!body.isObject()) {
      throw new Refusal(400, "the body must be a JSON object with 'code' and 'tests'");
    }
    checkMembers(body);
    Problem problem = problem(body);
    Sample sample = sample(body, problem.id());
    SampleResult result = judging.judge(Caller.of(request), problem, sample);
    if (result.grade().verdict() == Verdict.INVALID_INPUT) {
      throw new Refusal(400, String.valueOf(result.grade().detail()));
    }
    return Answer.object(200, json -> write(json, request, result));
  }

  private static void checkMembers(JsonNode body) throws Refusal {
    for (String name : body.propertyNames()) {
      if (!SAMPLE.contains(name) && !PROBLEM.contains(name)) {
        Set<String> all = new TreeSet<>(SAMPLE);
        all.addAll(PROBLEM);
        throw new Refusal(400, "there is no member '" + name + "' here, only " + all);
      }
    }
  }

  private Sample sample(JsonNode body, String problemId) throws Refusal {
    boolean whole = body.has("code");
    JsonNode code = whole ? body.get("code") : body.get("completion");
    if (code == null || !code.isString() || (whole && body.has("completion"))) {
      throw new Refusal(
          400, "one of 'code' (a whole program) and 'completion' must be there, as a string");
    }
    JsonNode language = body.get("language");
    if (language != null && !language.isString()) {
      throw new Refusal(400, "'language' must be a string");
    }
    if (language != null && languages.find(language.stringValue()).isEmpty()) {
      throw new Refusal(400, "there is no language '" + language.stringValue() + "'");
    }
    return new Sample(
        problemId, 0, code.stringValue(), whole, language == null ? null : language.stringValue());
  }

  private static Problem problem(JsonNode body) throws Refusal {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", "problem");
    body.properties().stream()
        .filter(member -> PROBLEM.contains(member.getKey()))
        .forEach(member -> row.set(member.getKey(), member.getValue()));
    if (!row.has("type")) {
      row.put("type", type(row));
    }
    try {
      return JsonlDataSet.problem(new JsonRow("the request", row));
    } catch (InvalidDataException e) {
      throw new Refusal(400, String.valueOf(e.getMessage()));
    }
  }

  /** Returns the kind of problem that its tests show. */
  private static String type(JsonNode row) throws Refusal {
    if (row.has("entry_point") || row.has("test")) {
      return "function";
    }
    JsonNode tests = row.get("tests");
    JsonNode first = tests == null ? null : tests.get(0);
    if (first != null && first.isString()) {
      return "assert";
    }
    if (row.has("function")) {
      return "call";
    }
    if (first != null && first.isObject()) {
      return "stdin";
    }
    throw new Refusal(
        400,
        "'tests' is missing: objects with 'input' and 'output', or statements such as \"assert f(1)"
            + " == 2\"");
  }

  private static void write(JsonGenerator json, Request request, SampleResult result) {
    Grade grade = result.grade();
    json.writeStringProperty("request_id", request.id());
    JsonLine.seconds(json, "queued", request.waited());
    json.writeStringProperty("verdict", grade.verdict().name());
    json.writeBooleanProperty("passed", grade.passed());
    json.writeNumberProperty("score", grade.score());
    JsonLine.seconds(json, "runtime", grade.runtime());
    JsonLine.size(json, "peak_memory_bytes", grade.peakMemory());
    writeDetail(json, grade.detail());
    json.writeArrayPropertyStart("tests");
    for (TestResult test : grade.tests()) {
      json.writeStartObject();
      json.writeStringProperty("name", Json.writable(test.name()));
      json.writeBooleanProperty("passed", test.verdict() == Verdict.PASSED);
      json.writeStringProperty("verdict", test.verdict().name());
      JsonLine.seconds(json, "runtime", test.runtime());
      JsonLine.size(json, "peak_memory_bytes", test.peakMemory());
      writeDetail(json, test.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeDetail(JsonGenerator json, @Nullable String detail) {
    if (detail == null) {
      json.writeNullProperty("detail");
    } else {
      json.writeStringProperty("detail", Json.writable(detail));
    }
  }
}

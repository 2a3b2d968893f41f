package dev.sce.server.graders;

import dev.sce.LimitOverrides;
import dev.sce.json.Json;
import dev.sce.judge.Grade;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.Prelude;
import dev.sce.judge.call.PythonSettings;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.StdinSettings;
import dev.sce.judge.program.StdinTask;
import dev.sce.judge.python.AssertsTask;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.http.Route;
import dev.sce.server.programs.Lanes;
import dev.sce.support.Seconds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** open-instruct's verifier of programs in Python: one result for each test. */
final class OpenInstruct {
  private static final double USUAL_SECONDS = 1;
  private static final double FAILED = -1;
  private static final int LANES = 8;

  /** What surrounds programs that read standard input in the original, which has it from there. */
  private static final PythonSettings PYTHON =
      new PythonSettings(50_000, 50_000, Prelude.LIVE_CODE_BENCH);

  private final Verifier verifier;

  OpenInstruct(Verifier verifier) {
    this.verifier = verifier;
  }

  List<Route> routes() {
    return List.of(
        route("/test_program", this::asserts), route("/test_program_stdio", this::programs));
  }

  private static Route route(String path, Route.Patient handler) {
    return new Route("POST", path, Graders.STYLE, Route.Access.RUNS, handler);
  }

  /** Results of tests, all failed at first. */
  private static final class Results {
    final List<Integer> passed;
    final List<Double> runtimes;

    Results(int tests) {
      passed = new ArrayList<>(Collections.nCopies(tests, 0));
      runtimes = new ArrayList<>(Collections.nCopies(tests, FAILED));
    }

    void set(int test, Verdict verdict, @Nullable Duration runtime) {
      passed.set(test, verdict == Verdict.PASSED ? 1 : 0);
      // A wrong output has a time, as in the original; an error has none.
      if (verdict == Verdict.PASSED || verdict == Verdict.FAILED) {
        runtimes.set(test, runtime == null ? 0 : Seconds.of(runtime).doubleValue());
      }
    }

    Answer answer() {
      return Answer.object(
          200,
          json -> {
            json.writeArrayPropertyStart("results");
            passed.forEach(json::writeNumber);
            json.writeEndArray();
            json.writeArrayPropertyStart("runtimes");
            runtimes.forEach(json::writeNumber);
            json.writeEndArray();
          });
    }
  }

  /** Each test is judged in a process of its own, within its own limit. */
  private Answer asserts(Request request) throws Refusal, InterruptedException {
    Body body = Body.of(request);
    String program = body.text("program");
    double seconds = body.number("max_execution_time", USUAL_SECONDS);
    JsonNode tests = EncodedTests.read(body.json().path("tests"));
    Results results = new Results(tests.size());
    List<Integer> numbers = new ArrayList<>();
    List<AssertsTask> tasks = new ArrayList<>();
    LimitOverrides limits = LimitOverrides.NONE.withWallTime(Body.seconds(seconds));
    for (int i = 0; i < tests.size() && seconds > 0; i++) {
      if (tests.get(i).isString()) {
        numbers.add(i);
        List<String> test = List.of(Json.writable(tests.get(i).stringValue()));
        tasks.add(new AssertsTask("", "", test, "", List.of(), limits));
      }
    }
    List<Grade> grades =
        Lanes.run(
            LANES, tasks.size(), index -> verifier.grade(request, tasks.get(index), program, null));
    for (int i = 0; i < grades.size(); i++) {
      Grade grade = grades.get(i);
      Verdict verdict = grade.passed() ? Verdict.PASSED : Verdict.RUNTIME_ERROR;
      results.set(numbers.get(i), verdict, grade.runtime());
    }
    return results.answer();
  }

  private Answer programs(Request request) throws Refusal, InterruptedException {
    Body body = Body.of(request);
    String program = body.text("program");
    double seconds = body.number("max_execution_time", USUAL_SECONDS);
    JsonNode given = EncodedTests.read(body.json().path("tests"));
    Results results = new Results(given.size());
    List<ProgramTest> tests = new ArrayList<>();
    for (JsonNode test : given) {
      if (test.path("input").isString() && test.path("output").isString()) {
        String name = String.valueOf(tests.size());
        String input = Json.writable(test.get("input").stringValue());
        String output = Json.writable(test.get("output").stringValue());
        tests.add(ProgramTest.ofText(name, input, output));
      }
    }
    if (tests.isEmpty() || tests.size() < given.size() || !(seconds > 0)) {
      return results.answer();
    }
    Duration limit = Body.seconds(Math.ceil(seconds));
    StdinTask task =
        new StdinTask(
            "",
            tests,
            PublishedChecker.LIVE_CODE_BENCH,
            new StdinSettings(limit, null, false, 0, true, PYTHON));
    List<TestResult> judged = verifier.grade(request, task, program, null).tests();
    for (int i = 0; i < judged.size(); i++) {
      results.set(i, judged.get(i).verdict(), judged.get(i).runtime());
    }
    return results.answer();
  }
}

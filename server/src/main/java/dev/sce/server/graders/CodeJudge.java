package dev.sce.server.graders;

import dev.sce.Blob;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.json.Json;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.http.Route;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Lanes;
import dev.sce.server.programs.Programs;
import dev.sce.server.programs.Ran;
import dev.sce.server.programs.Source;
import dev.sce.server.queue.Flow;
import dev.sce.support.Seconds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The routes of code-judge: programs with an input and an expected output, alone or in batches. */
final class CodeJudge {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final DataSize MEMORY = DataSize.ofMebibytes(256);

  /** What the interpreter takes besides. */
  private static final DataSize PYTHON_MEMORY = DataSize.ofMebibytes(384);

  private static final DataSize MOST_OUTPUT = DataSize.ofMebibytes(16);
  private static final int SHOWN = 1000;
  private static final int TOO_LATE = 504;

  /** Results of these reasons have no output. */
  private static final String INTERNAL = "internal_error";

  private static final String WAITED = "queue_timeout";
  private static final String TIMED_OUT = "worker_timeout";

  private final Programs programs;
  private final LanguageTable table;

  CodeJudge(Programs programs, LanguageTable table) {
    this.programs = programs;
    this.table = table;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (boolean output : List.of(true, false)) {
      String path = output ? "/run" : "/judge";
      routes.add(route(path, request -> single(request, output)));
      routes.add(route(path + "/batch", request -> batch(request, output, false)));
      routes.add(route(path + "/long-batch", request -> batch(request, output, true)));
    }
    routes.add(
        new Route(
            "GET", "/status", Graders.STYLE, Route.Access.TOKEN, (Route.Whole) _ -> status()));
    return routes;
  }

  private static Route route(String path, Route.Patient handler) {
    return new Route("POST", path, Graders.STYLE, Route.Access.RUNS, handler);
  }

  private Answer status() {
    return Answer.object(
        200,
        json -> {
          json.writeNumberProperty("queue", programs.turns().queue().waiting());
          json.writeNumberProperty("num_workers", programs.turns().queue().workers());
        });
  }

  /** A program to run, and what it should print. */
  private record Submission(
      String id, String type, String solution, String input, @Nullable String expected) {
    static Submission of(Body body) throws Refusal {
      String type = body.text("type");
      if (!List.of("python", "cpp", "math").contains(type)) {
        throw Body.invalid("type", "must be 'python', 'cpp' or 'math'");
      }
      String solution = body.text("solution");
      String input = body.text("input", "");
      String expected =
          body.json().hasNonNull("expected_output") ? body.text("expected_output") : null;
      return new Submission(id(body), type, solution, input, expected);
    }

    static String id(Body body) throws Refusal {
      String given = body.text("sub_id", "");
      return given.isEmpty() ? UUID.randomUUID().toString() : given;
    }
  }

  /** What came of it; texts are null where it did not run. */
  private record Result(
      String id,
      boolean success,
      boolean ranWell,
      double cost,
      @Nullable String stdout,
      @Nullable String stderr,
      String reason) {
    static Result unrun(Submission submission, String reason) {
      return new Result(submission.id(), false, false, 0, null, null, reason);
    }

    void write(JsonGenerator json, boolean output) {
      json.writeStringProperty("sub_id", id);
      json.writeBooleanProperty("success", success);
      json.writeBooleanProperty("run_success", ranWell);
      json.writeNumberProperty("cost", cost);
      if (output) {
        text(json, "stdout", stdout);
        text(json, "stderr", stderr);
      }
      json.writeStringProperty("reason", reason);
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
      if (value == null) {
        json.writeNullProperty(name);
      } else {
        json.writeStringProperty(name, Json.writable(value));
      }
    }
  }

  private Answer single(Request request, boolean output) throws Refusal, InterruptedException {
    Result result = run(Caller.of(request), Submission.of(Body.of(request)));
    return Answer.object(200, json -> result.write(json, output));
  }

  private Answer batch(Request request, boolean output, boolean patient)
      throws Refusal, InterruptedException {
    Body body = Body.of(request);
    List<Submission> submissions = new ArrayList<>();
    for (JsonNode each : body.list("submissions")) {
      submissions.add(Submission.of(Body.of(each, "a submission")));
    }
    if (submissions.isEmpty()) {
      throw Body.invalid("submissions", "must not be empty");
    }
    String id = Submission.id(body);
    Flow flow = programs.turns().queue().newBatch(request.client());
    Supplier<Caller> caller = () -> patient ? Caller.ofRow(request, flow) : Caller.of(request);
    // A few at a time, so that a large batch leaves room for its client's other requests.
    List<Result> results =
        Lanes.run(
            2 * programs.turns().queue().workers(),
            submissions.size(),
            index -> run(caller.get(), submissions.get(index)));
    Consumer<JsonGenerator> written =
        json -> {
          json.writeStringProperty("sub_id", id);
          json.writeArrayPropertyStart("results");
          for (Result result : results) {
            json.writeStartObject();
            result.write(json, output);
            json.writeEndObject();
          }
          json.writeEndArray();
        };
    return Answer.object(200, written);
  }

  private Result run(Caller caller, Submission submission) throws Refusal, InterruptedException {
    Optional<Language> language = table.find(submission.type());
    if (language.isEmpty()) {
      return Result.unrun(
          submission, submission.type().equals("math") ? "invalid_input" : INTERNAL);
    }
    boolean python = submission.type().equals("python");
    Source source =
        Source.of(language.get(), submission.solution())
            .withStdin(Blob.ofText(submission.input()))
            .withLimits(
                LimitOverrides.NONE,
                LimitOverrides.NONE
                    .withWallTime(TIME)
                    .withMemory(python ? PYTHON_MEMORY : MEMORY)
                    .withOutput(MOST_OUTPUT));
    try {
      return result(submission, programs.run(caller, source));
    } catch (Refusal e) {
      if (e.status() != TOO_LATE) {
        throw e;
      }
      return Result.unrun(submission, WAITED);
    }
  }

  private static Result result(Submission submission, Ran ran) throws InterruptedException {
    if (ran.whole().outcome() == Outcome.CANCELLED) {
      throw new InterruptedException("cancelled");
    }
    if (ran.isFault()) {
      return Result.unrun(submission, INTERNAL);
    }
    CommandResult last = ran.run().or(ran::compiled).orElseThrow();
    boolean well = ran.run().isPresent() && last.outcome() == Outcome.OK;
    String expected = submission.expected();
    boolean right = well && (expected == null || last.stdout().strip().equals(expected.strip()));
    String stdout = shown(last.stdout());
    return new Result(
        submission.id(),
        right,
        well,
        Seconds.of(last.runtime()).doubleValue(),
        last.timedOut() ? stdout + "Suicide from timeout.\n" : stdout,
        shown(last.stderr()),
        last.timedOut() ? TIMED_OUT : "");
  }

  private static String shown(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
  }
}

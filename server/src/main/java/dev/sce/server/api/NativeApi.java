package dev.sce.server.api;

import dev.sce.DataSize;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.json.Json;
import dev.sce.json.JsonLine;
import dev.sce.json.rows.InvalidRowException;
import dev.sce.json.rows.ResultRow;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.RefusalStyle;
import dev.sce.server.http.Request;
import dev.sce.server.http.Route;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The routes of the product's own API. */
public final class NativeApi {
  private static final long ANSWERS_KEPT = 64L << 20;

  private final Programs programs;
  private final LanguageTable languages;
  private final RefusalStyle style;
  private final JudgeRoute judge;
  private final Replays replays =
      new Replays(Math.min(ANSWERS_KEPT, Runtime.getRuntime().maxMemory() / 16));

  /** Requests that can be cancelled, by client and id. */
  private final Map<String, Request> underWay = new ConcurrentHashMap<>();

  private NativeApi(Programs programs, LanguageTable languages, RefusalStyle style) {
    this.programs = programs;
    this.languages = languages;
    this.style = style;
    this.judge = new JudgeRoute(programs.turns(), languages);
  }

  /**
   * Returns the routes.
   *
   * @param dataSets the problems of data sets that the server has, for evaluations
   * @param evalSpace what all evaluations under way may keep on disk
   * @param longestLine bytes of a line of an evaluation
   * @param style how requests are refused
   */
  public static List<Route> routes(
      Programs programs,
      LanguageTable languages,
      ProblemFiles dataSets,
      DataSize evalSpace,
      DataSize longestLine,
      RefusalStyle style) {
    NativeApi api = new NativeApi(programs, languages, style);
    BatchRoute batch = new BatchRoute(programs, languages);
    EvalRoute eval =
        new EvalRoute(
            programs.turns(), languages, dataSets, new SampleSpace(evalSpace), longestLine);
    List<Route> routes = new ArrayList<>();
    routes.add(api.runs("/v1/run", (Route.Patient) api::run));
    routes.add(api.runs("/v1/run/batch", (Route.Streaming) batch::handle));
    routes.add(api.runs("/v1/judge", (Route.Patient) api::judge));
    routes.add(api.runs("/v1/eval", (Route.Streaming) eval::handle));
    routes.add(
        new Route(
            "DELETE",
            "/v1/runs/{request_id}",
            style,
            Route.Access.TOKEN,
            (Route.Whole) api::cancel));
    routes.add(
        new Route(
            "GET", "/v1/languages", style, Route.Access.TOKEN, (Route.Whole) _ -> api.languages()));
    return List.copyOf(routes);
  }

  private Route runs(String path, Route.Handler handler) {
    return new Route("POST", path, style, Route.Access.RUNS, handler);
  }

  /** Reads a body that is one JSON value. */
  static JsonNode json(Request request) throws Refusal {
    try {
      JsonNode json = Json.BOUNDED.readTree(request.body().toByteArray());
      if (json == null || json.isMissingNode()) {
        throw new Refusal(400, "the body is empty; a JSON object is needed");
      }
      return json;
    } catch (JacksonException e) {
      throw new Refusal(400, "the body is " + Json.problem(e));
    }
  }

  private Answer run(Request request) throws Refusal, InterruptedException {
    return replays.answer(request, this::runOnce);
  }

  private Answer runOnce(Request request) throws Refusal, InterruptedException {
    ProgramRow row;
    try {
      row = ProgramRow.read(json(request), 0, languages);
    } catch (InvalidRowException e) {
      throw new Refusal(400, String.valueOf(e.getMessage()));
    }
    ExecutionResult result = tracked(request, () -> row.run(Caller.of(request), programs));
    if (result.outcome() == Outcome.INVALID_INPUT) {
      throw new Refusal(400, result.error().orElse("the program cannot be run"));
    }
    return Answer.object(
        200,
        json -> {
          json.writePOJOProperty("id", row.id());
          json.writeStringProperty("request_id", request.id());
          JsonLine.seconds(json, "queued", request.waited());
          ResultRow.write(json, result);
        });
  }

  private Answer judge(Request request) throws Refusal, InterruptedException {
    return replays.answer(request, each -> tracked(each, () -> judge.handle(each)));
  }

  /** Something that can be cancelled by the request's id. */
  @FunctionalInterface
  private interface Cancellable<T> {
    T run() throws Refusal, InterruptedException;
  }

  private <T> T tracked(Request request, Cancellable<T> work) throws Refusal, InterruptedException {
    String key = request.client() + " " + request.id();
    underWay.put(key, request);
    try {
      return work.run();
    } finally {
      underWay.remove(key, request);
    }
  }

  private Answer cancel(Request request) throws Refusal {
    String id = request.parameter("request_id");
    Request found = underWay.get(request.client() + " " + id);
    if (found == null) {
      throw new Refusal(404, "no request of this client is called '" + id + "'");
    }
    found.cancel();
    return Answer.object(
        200,
        json -> {
          json.writeStringProperty("request_id", id);
          json.writeBooleanProperty("cancelled", true);
        });
  }

  private Answer languages() {
    return Answer.json(
        200,
        json -> {
          json.writeStartArray();
          for (Language language : languages.languages()) {
            json.writeStartObject();
            json.writeStringProperty("id", language.id());
            json.writeArrayPropertyStart("names");
            language.names().forEach(json::writeString);
            json.writeEndArray();
            json.writeBooleanProperty("compiled", language.isCompiled());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}

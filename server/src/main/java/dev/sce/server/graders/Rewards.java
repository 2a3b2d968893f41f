package dev.sce.server.graders;

import dev.sce.json.Json;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.http.Route;
import dev.sce.server.programs.Lanes;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Remote reward models of OpenRLHF and slime: 1 if the program in a model's answer passes the tests
 * of its label, else 0.
 */
final class Rewards {
  private static final int LANES = 8;

  private final Verifier verifier;

  Rewards(Verifier verifier) {
    this.verifier = verifier;
  }

  /** Their clients try again after an error, so nothing may be sent ahead of it. */
  List<Route> routes() {
    return List.of(
        route("/v1/reward/openrlhf", this::openRlhf), route("/v1/reward/slime", this::slime));
  }

  private static Route route(String path, Route.Whole handler) {
    return new Route("POST", path, Graders.STYLE, Route.Access.RUNS, handler);
  }

  private Answer openRlhf(Request request) throws Refusal, InterruptedException {
    Body body = Body.of(request);
    JsonNode queries = body.list("query");
    JsonNode prompts = body.json().path("prompts");
    JsonNode labels = body.list("labels");
    if (labels.size() != queries.size()) {
      throw Body.invalid("labels", "must be as many as the queries");
    }
    List<Double> rewards =
        Lanes.run(
            LANES,
            queries.size(),
            index -> {
              if (!queries.get(index).isString()) {
                throw Body.invalid("query", "must be a list of texts");
              }
              String query = queries.get(index).stringValue();
              String prompt = prompts.path(index).asStringOpt().orElse("");
              // Chat templates put marks around the prompt, so it need not be the beginning.
              int begin = Math.max(0, query.indexOf(prompt, 0, nearStart(query, prompt)));
              String answer =
                  query.startsWith(prompt, begin)
                      ? query.substring(begin + prompt.length())
                      : query;
              return reward(request, answer, labels.get(index));
            });
    return Answer.object(
        200,
        json -> {
          write(json, "rewards", rewards);
          write(json, "scores", rewards);
          json.writeObjectPropertyStart("extra_logs");
          write(json, "passed", rewards);
          json.writeEndObject();
        });
  }

  /** The marks before a prompt are short; looking further would take long for nothing. */
  private static int nearStart(String query, String prompt) {
    return (int) Math.min(query.length(), prompt.length() + 1000L);
  }

  private static void write(JsonGenerator json, String name, List<Double> numbers) {
    json.writeArrayPropertyStart(name);
    numbers.forEach(json::writeNumber);
    json.writeEndArray();
  }

  private Answer slime(Request request) throws Refusal, InterruptedException {
    Body body = Body.of(request);
    double reward = reward(request, body.text("response"), body.json().path("label"));
    return Answer.json(200, json -> json.writeNumber(reward));
  }

  private double reward(Request request, String answer, JsonNode label)
      throws Refusal, InterruptedException {
    Specification tests = Specification.of(label);
    if (!verifier.knows(tests.language())) {
      // The label's mistake, of which the sample must not suffer.
      throw Body.invalid("language", "is '" + tests.language() + "', which nobody knows here");
    }
    String program = ModelText.program(Json.writable(answer));
    return verifier.grade(request, tests.task(), program, tests.language()).passed() ? 1 : 0;
  }
}

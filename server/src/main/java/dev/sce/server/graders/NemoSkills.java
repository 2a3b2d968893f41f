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
import dev.sce.server.http.RefusalStyle;
import dev.sce.server.http.Request;
import dev.sce.server.http.Route;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Programs;
import dev.sce.server.programs.Ran;
import dev.sce.server.programs.Source;
import java.util.List;
import java.util.Map;

/** The sandbox of NeMo-Skills, for languages without sessions. */
final class NemoSkills {
  private static final RefusalStyle STYLE = (refusal, _) -> Graders.refused("error", refusal);
  private static final Map<String, String> TABLE_NAMES =
      Map.of("python", "python", "python3", "python", "pypy3", "pypy", "shell", "bash");

  private static final DataSize MOST_OUTPUT = DataSize.ofMebibytes(16);
  private static final int USUAL_CHARACTERS = 1000;

  private final Programs programs;
  private final LanguageTable table;

  NemoSkills(Programs programs, LanguageTable table) {
    this.programs = programs;
    this.table = table;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/execute", STYLE, Route.Access.RUNS, (Route.Patient) this::execute));
  }

  private Answer execute(Request request) throws Refusal, InterruptedException {
    try {
      return run(request, Body.of(request));
    } catch (Refusal e) {
      if (request.isAnswerBegun()) {
        return answer("error", "", e.message());
      }
      // This format knows no 422.
      throw e.status() == 422 ? new Refusal(400, e.message()) : e;
    }
  }

  private Answer run(Request request, Body body) throws Refusal, InterruptedException {
    String code = body.text("generated_code");
    String name = body.text("language", "ipython");
    double seconds = body.number("timeout", 0);
    if (!(seconds > 0)) {
      throw Body.invalid("timeout", "must be a number of seconds above 0");
    }
    int characters =
        (int) Math.clamp(body.number("max_output_characters", USUAL_CHARACTERS), 0, 1 << 24);
    String tableName = TABLE_NAMES.get(name);
    if (tableName == null) {
      throw Body.invalid("language", "'" + name + "' is not run here; use python or shell");
    }
    Language language =
        table.find(tableName).orElseThrow(() -> Body.invalid("language", "is unknown"));
    Source source =
        Source.of(language, code)
            .withStdin(Blob.ofText(body.text("std_input", "")))
            .withLimits(
                LimitOverrides.NONE,
                LimitOverrides.NONE.withWallTime(Body.seconds(seconds)).withOutput(MOST_OUTPUT));
    Ran ran = programs.run(Caller.of(request), source);
    if (ran.whole().outcome() == Outcome.CANCELLED) {
      throw new InterruptedException("cancelled");
    }
    if (ran.isFault() || ran.run().isEmpty()) {
      return answer("error", "", ran.fault());
    }
    CommandResult result = ran.run().get();
    if (result.timedOut()) {
      String limit = body.json().get("timeout").asString();
      return answer("timeout", "", "Execution timed out after " + limit + " seconds\n");
    }
    String stdout = cut(result.stdout(), characters);
    String stderr = cut(result.stderr(), characters);
    return answer(status(result.outcome(), name), stdout, stderr);
  }

  /** In Python, whatever exit status is an end like any other. */
  private static String status(Outcome outcome, String language) {
    boolean shell = language.equals("shell");
    return switch (outcome) {
      case OK, OUTPUT_LIMIT -> "completed";
      case NONZERO_EXIT, SIGNALED -> shell ? "error" : "completed";
      default -> "error";
    };
  }

  private static String cut(String text, int characters) {
    return text.length() > characters ? text.substring(0, characters) + "<output cut>" : text;
  }

  private static Answer answer(String status, String stdout, String stderr) {
    return Answer.object(
        200,
        json -> {
          json.writeStringProperty("process_status", status);
          json.writeStringProperty("stdout", Json.writable(stdout));
          json.writeStringProperty("stderr", Json.writable(stderr));
        });
  }
}

package dev.sce.server.piston;

import dev.sce.Blob;
import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The routes of Piston. */
public final class Piston {
  /** How this format refuses a request; its clients know no status 504. */
  public static final RefusalStyle STYLE =
      (refusal, _) ->
          Answer.object(
              refusal.status() == 504 ? 503 : refusal.status(),
              json -> json.writeStringProperty("message", Json.writable(refusal.message())));

  private final Programs programs;
  private final Runtimes runtimes;
  private final Codeforces codeforces;

  private Piston(Programs programs, LanguageTable table) {
    this.programs = programs;
    this.runtimes = new Runtimes(table, programs.turns());
    this.codeforces = new Codeforces(programs);
  }

  /** Returns the routes. */
  public static List<Route> routes(Programs programs, LanguageTable table) {
    Piston format = new Piston(programs, table);
    return List.of(
        new Route(
            "POST", "/api/v2/execute", STYLE, Route.Access.RUNS, (Route.Patient) format::execute),
        new Route(
            "GET",
            "/api/v2/runtimes",
            STYLE,
            Route.Access.TOKEN,
            (Route.Whole) format::listRuntimes),
        new Route(
            "GET",
            "/api/v2/packages",
            STYLE,
            Route.Access.TOKEN,
            (Route.Whole) format::listPackages),
        new Route(
            "POST", "/api/v2/packages", STYLE, Route.Access.TOKEN, (Route.Whole) format::install));
  }

  private Answer execute(Request request) throws Refusal, InterruptedException {
    try {
      return answer(request, ExecuteRequest.read(request.body()));
    } catch (Refusal e) {
      if (!request.isAnswerBegun()) {
        throw e;
      }
      Stage failed = Stage.failed(e.message());
      return Answer.object(200, json -> write(json, failed, failed));
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, String.valueOf(e.getMessage()));
    }
  }

  private Answer answer(Request request, ExecuteRequest asked)
      throws Refusal, InterruptedException {
    InstalledLanguage runtime =
        runtimes.find(request, asked.language(), asked.version()).orElseThrow(() -> unknown(asked));
    asked.main();
    asked.checkLimits();
    if (Codeforces.isAsked(asked, runtime.language())) {
      Codeforces.Scored scored = codeforces.score(request, runtime.language(), asked);
      return answer(runtime, scored.compile(), scored.run());
    }
    Ran ran = programs.run(Caller.of(request), source(runtime.language(), asked));
    if (ran.whole().outcome() == Outcome.NOT_STARTED) {
      throw unknown(asked);
    }
    checkConclusive(ran);
    Stage compile = ran.compiled().map(Stage::of).orElse(null);
    Stage run = ran.run().map(Stage::of).orElse(compile);
    return answer(runtime, compile, run == null ? Stage.failed(ran.fault()) : run);
  }

  private static Refusal unknown(ExecuteRequest asked) {
    return new Refusal(400, asked.language() + "-" + asked.version() + " runtime is unknown");
  }

  /** Throws if there is no result of the program. */
  static void checkConclusive(Ran ran) throws Refusal, InterruptedException {
    checkConclusive(ran.whole());
    if (ran.isFault()) {
      throw new Refusal(500, ran.fault());
    }
  }

  /** Throws if there is no result of what was run. */
  static void checkConclusive(ExecutionResult result) throws Refusal, InterruptedException {
    String why =
        result
            .error()
            .or(() -> result.lastCommand().flatMap(CommandResult::error))
            .orElse("the sandbox failed");
    switch (result.outcome()) {
      case CANCELLED -> throw new InterruptedException("cancelled");
      case INVALID_INPUT -> throw new Refusal(400, why);
      case SANDBOX_FAULT, NOT_STARTED -> throw new Refusal(500, why);
      default -> {}
    }
  }

  private static Source source(Language language, ExecuteRequest asked) throws Refusal {
    ExecuteRequest.SentFile main = asked.main();
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put(mainName(language, main.name()), main.content());
    for (ExecuteRequest.SentFile file : asked.files()) {
      if (!file.name().equals(main.name())) {
        files.put(file.name(), file.content());
      }
    }
    return new Source(
        language,
        files,
        asked.arguments(),
        asked.stdin(),
        asked.compileLimits(),
        asked.runLimits(),
        List.of());
  }

  /** Compilers tell by its ending what a file is. */
  private static String mainName(Language language, String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return language.recognition().extensions().contains(ending) ? name : language.source();
  }

  private static Answer answer(InstalledLanguage runtime, @Nullable Stage compile, Stage run) {
    return Answer.object(
        200,
        json -> {
          write(json, compile, run);
          json.writeStringProperty("language", runtime.name());
          json.writeStringProperty("version", runtime.version());
        });
  }

  private static void write(JsonGenerator json, @Nullable Stage compile, Stage run) {
    if (compile != null) {
      compile.write(json, "compile");
    }
    run.write(json, "run");
  }

  private Answer listRuntimes(Request request) throws Refusal, InterruptedException {
    return list(
        runtimes.all(request),
        (json, runtime) -> {
          json.writeStringProperty("language", runtime.name());
          json.writeStringProperty("version", runtime.version());
          json.writeArrayPropertyStart("aliases");
          runtime.aliases().forEach(json::writeString);
          json.writeEndArray();
        });
  }

  private Answer listPackages(Request request) throws Refusal, InterruptedException {
    return list(
        runtimes.all(request),
        (json, runtime) -> {
          json.writeStringProperty("language", runtime.name());
          json.writeStringProperty("language_version", runtime.version());
          json.writeBooleanProperty("installed", true);
        });
  }

  /** Returns an array with an object for each language; the function writes its members. */
  private static Answer list(
      List<InstalledLanguage> all, BiConsumer<JsonGenerator, InstalledLanguage> members) {
    return Answer.json(
        200,
        json -> {
          json.writeStartArray();
          for (InstalledLanguage runtime : all) {
            json.writeStartObject();
            members.accept(json, runtime);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** Clients install what they need; what is there already needs nothing. */
  private Answer install(Request request) throws Refusal, InterruptedException {
    JsonNode json = ExecuteRequest.json(request.body());
    String language = Json.writable(json.path("language").asStringOpt().orElse(""));
    String version = Json.writable(json.path("version").asStringOpt().orElse(""));
    Optional<InstalledLanguage> found = runtimes.find(request, language, version);
    if (found.isEmpty() && !Codeforces.isPackage(language)) {
      String name = language + "-" + version;
      throw new Refusal(404, "Requested package " + name + " does not exist");
    }
    String installed = found.map(InstalledLanguage::version).orElse(version);
    return Answer.object(
        200,
        out -> {
          out.writeStringProperty("language", found.map(InstalledLanguage::name).orElse(language));
          out.writeStringProperty("version", installed);
        });
  }
}

package dev.sce.server.sandboxfusion;

import dev.sce.Blob;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of SandboxFusion. */
public final class SandboxFusion {
  /** How this format refuses a request. */
  public static final RefusalStyle STYLE =
      (refusal, _) ->
          Answer.object(
              refusal.status(),
              json -> json.writeStringProperty("detail", Json.writable(refusal.message())));

  private final Programs programs;
  private final Languages languages;

  private SandboxFusion(Programs programs, LanguageTable table) {
    this.programs = programs;
    this.languages = new Languages(table);
  }

  /** Returns the routes. */
  public static List<Route> routes(Programs programs, LanguageTable table) {
    SandboxFusion format = new SandboxFusion(programs, table);
    List<Route> routes = new ArrayList<>(new DataSetRoutes(format).routes());
    routes.add(new Route("GET", "/v1/ping", STYLE, Route.Access.OPEN, (Route.Whole) _ -> pong()));
    routes.add(
        new Route("POST", "/run_code", STYLE, Route.Access.RUNS, (Route.Patient) format::runCode));
    return List.copyOf(routes);
  }

  /** Whether programs of a language are compiled first. */
  boolean isCompiled(String name) {
    return languages.find(name).map(Language::isCompiled).orElse(false);
  }

  private static Answer pong() {
    return Answer.json(200, json -> json.writeString("pong"));
  }

  private Answer runCode(Request request) throws Refusal, InterruptedException {
    CodeRequest asked;
    try {
      asked = CodeRequest.read(request, languages);
    } catch (FormBody.Invalid e) {
      return e.answer();
    }
    try {
      return run(request, asked).answer();
    } catch (Refusal e) {
      if (!request.isAnswerBegun()) {
        throw e;
      }
      return CodeAnswer.error(e.message()).answer();
    }
  }

  /** Runs a program of this format. */
  CodeAnswer run(Request request, CodeRequest asked) throws Refusal, InterruptedException {
    Optional<Language> language = languages.find(asked.language());
    if (language.isEmpty()) {
      return CodeAnswer.error("this server does not run programs in '" + asked.language() + "'");
    }
    if (asked.isOverBefore(language.get().isCompiled())) {
      return CodeAnswer.overAtOnce(language.get().isCompiled() && asked.compileTime() <= 0);
    }
    Source source;
    Ran ran;
    try {
      source = source(language.get(), asked);
      ran = programs.run(Caller.of(request), source);
    } catch (IllegalArgumentException e) {
      throw new Refusal(422, String.valueOf(e.getMessage()));
    }
    if (ran.whole().outcome() == Outcome.CANCELLED) {
      throw new InterruptedException("cancelled");
    }
    return CodeAnswer.of(ran, asked.fetched());
  }

  private static Source source(Language language, CodeRequest asked) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put(language.source(), Blob.ofText(code(language, asked.code())));
    for (Map.Entry<String, Blob> file : asked.files().entrySet()) {
      // The program's own text is written last, as in the original.
      files.putIfAbsent(file.getKey(), file.getValue());
    }
    List<String> tracked =
        asked.fetched().stream()
            .map(CodeRequest::inside)
            .filter(CodeRequest::canBeInside)
            .distinct()
            .toList();
    return new Source(
        language,
        files,
        List.of(),
        Blob.ofText(asked.stdin()),
        asked.compileLimits(),
        asked.runLimits(),
        tracked);
  }

  private static String code(Language language, String code) {
    return language.id().equals("php") && !code.contains("<?php") ? "<?php\n" + code : code;
  }
}

package dev.sce.server.sandboxfusion;

import dev.sce.Blob;
import dev.sce.json.Json;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.http.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The routes about data sets, for problems that requests bring along ({@code provided_data}). What
 * would have the server execute a client's code outside the sandbox is refused.
 */
final class DataSetRoutes {
  private static final double USUAL_RUN = 20;

  /** Where examples of use begin, which are no part of what is tested. */
  private static final Pattern MAIN_PART =
      Pattern.compile(
          "^(if __name__ == ['\"]__main__['\"]:|# Example usage|int main\\(\\)|package main)",
          Pattern.MULTILINE);

  private final SandboxFusion format;

  DataSetRoutes(SandboxFusion format) {
    this.format = format;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            "/list_datasets",
            SandboxFusion.STYLE,
            Route.Access.TOKEN,
            (Route.Whole) _ -> Answer.json(200, json -> json.writeStartArray().writeEndArray())),
        post("/list_ids", this::listIds),
        post("/get_prompts", this::prompts),
        post("/get_prompt_by_id", this::prompt),
        post("/get_metrics", this::metrics),
        post("/get_metrics_function", this::metricsFunction),
        new Route(
            "POST",
            "/submit",
            SandboxFusion.STYLE,
            Route.Access.RUNS,
            (Route.Patient) request -> answered(request, this::submit)));
  }

  /** Answers a body that has been read. */
  @FunctionalInterface
  private interface Handler {
    Answer handle(Request request, FormBody body)
        throws FormBody.Invalid, Refusal, InterruptedException;
  }

  private static Route post(String path, Handler handler) {
    return new Route(
        "POST",
        path,
        SandboxFusion.STYLE,
        Route.Access.TOKEN,
        (Route.Whole) request -> answered(request, handler));
  }

  private static Answer answered(Request request, Handler handler)
      throws Refusal, InterruptedException {
    try {
      return handler.handle(request, FormBody.read(request.body()));
    } catch (FormBody.Invalid e) {
      return e.answer();
    }
  }

  // ---- prompts --------------------------------------------------------------------------------

  /** Returns what the request brings along, of which the class can be told. */
  private static JsonNode provided(FormBody body) throws FormBody.Invalid, Refusal {
    String dataSet = body.text("dataset");
    JsonNode config = body.required("config");
    body.check();
    var _ = Submission.type(dataSet, config);
    return config.path("provided_data");
  }

  private static List<JsonNode> rows(FormBody body) throws FormBody.Invalid, Refusal {
    JsonNode rows = provided(body);
    if (!rows.isArray()) {
      throw new Refusal(400, "provided_data must be a list of the data set's rows");
    }
    List<JsonNode> all = new ArrayList<>();
    rows.forEach(all::add);
    return all;
  }

  private Answer listIds(Request request, FormBody body) throws FormBody.Invalid, Refusal {
    List<JsonNode> rows = rows(body);
    return Answer.json(
        200,
        json -> {
          json.writeStartArray();
          rows.forEach(row -> json.writePOJO(id(row)));
          json.writeEndArray();
        });
  }

  private Answer prompts(Request request, FormBody body) throws FormBody.Invalid, Refusal {
    List<JsonNode> rows = rows(body);
    return Answer.json(
        200,
        json -> {
          json.writeStartArray();
          rows.forEach(row -> writePrompt(json, row));
          json.writeEndArray();
        });
  }

  private Answer prompt(Request request, FormBody body) throws FormBody.Invalid, Refusal {
    JsonNode row = provided(body);
    if (!row.isObject()) {
      throw new Refusal(400, "provided_data must be a row of the data set, an object");
    }
    return Answer.json(200, json -> writePrompt(json, row));
  }

  private static void writePrompt(JsonGenerator json, JsonNode row) {
    json.writeStartObject();
    json.writePOJOProperty("id", id(row));
    JsonNode prompt = row.has("content") ? row.path("content") : row.path("prompt");
    json.writeStringProperty("prompt", Json.writable(prompt.asString("")));
    JsonNode labels = row.path("labels");
    json.writeName("labels");
    if (labels.isObject()) {
      json.writePOJO(labels);
    } else {
      json.writeStartObject();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static JsonNode id(JsonNode row) {
    for (String name : new String[] {"id", "task_id", "name"}) {
      if (row.has(name)) {
        return row.get(name);
      }
    }
    return row.path("id");
  }

  private Answer metrics(Request request, FormBody body) throws FormBody.Invalid {
    body.text("dataset");
    body.check();
    return Answer.object(200, _ -> {});
  }

  private Answer metricsFunction(Request request, FormBody body) throws FormBody.Invalid {
    body.text("dataset");
    body.check();
    return Answer.object(200, json -> json.writeNullProperty("function"));
  }

  // ---- judging --------------------------------------------------------------------------------

  private Answer submit(Request request, FormBody body)
      throws FormBody.Invalid, Refusal, InterruptedException {
    Submission submission = Submission.read(body);
    return switch (submission.type()) {
      case "CommonOJDataset" -> commonOj(request, submission).answer();
      case "AutoEvalDataset", "AutoEvalV4Dataset", "AutoEvalV5Dataset", "AutoEvalV6Dataset" ->
          autoEval(request, submission).answer();
      case "HumanEvalDataset" -> humanEval(request, submission).answer();
      case "MBPPDataset" -> mbpp(request, submission).answer();
      default -> throw new Refusal(400, "eval class " + submission.type() + " not found");
    };
  }

  /** A program that reads standard input, and its tests. */
  private Judgement commonOj(Request request, Submission submission)
      throws Refusal, InterruptedException {
    String language = submission.language();
    if (language == null) {
      throw new Refusal(400, "config.language field must exist for CommonOJDataset, got None");
    }
    Extraction extracted = Extraction.of(submission.completion(), language);
    boolean compiled = format.isCompiled(language);
    double compileTime = or(submission.compileTime(), 10);
    double runTime = or(submission.runTime(), compiled ? 10 : USUAL_RUN);
    JsonNode cases = submission.structure("test");
    if (!cases.isArray() || cases.isEmpty()) {
      throw new Refusal(400, "'test' of the problem holds no tests");
    }
    List<Judgement.Test> tests = new ArrayList<>();
    boolean all = submission.extra().path("run_all_cases").asBoolean(false);
    boolean accepted = true;
    for (JsonNode test : cases) {
      String stdin = test.path("input").path("stdin").asString("");
      String expected = test.path("output").path("stdout").asString("");
      CodeAnswer run =
          run(request, extracted.code(), language, compileTime, runTime, stdin, Map.of());
      boolean passed =
          run.status() == CodeAnswer.Status.SUCCESS
              && PublishedChecker.SANDBOX_FUSION_OJ.accepts(expected, run.stdout());
      tests.add(new Judgement.Test(passed, run, test));
      accepted &= passed;
      if (!passed && !all) {
        break;
      }
    }
    return new Judgement(submission.id(), accepted, extracted, null, null, tests);
  }

  /** A program that is put together with its tests. */
  private Judgement autoEval(Request request, Submission submission)
      throws Refusal, InterruptedException {
    JsonNode labels = submission.structure("labels");
    JsonNode test = submission.structure("test");
    String language = labels.path("programming_language").asString("python");
    String execution = labels.path("execution_language").asString(language);
    Extraction extracted = Extraction.of(submission.completion(), language);
    String code = withoutMain(extracted.code());
    String testCode = test.path("code").asString("");
    String full =
        testCode.contains("#<INSERT>")
            ? testCode.replace("#<INSERT>", code)
            : code + "\n" + testCode;
    Map<String, Blob> files = new HashMap<>();
    for (Map.Entry<String, JsonNode> asset : test.path("asset").properties()) {
      files.put(asset.getKey(), CodeRequest.decoded(asset.getValue().asString("")));
    }
    CodeAnswer run =
        run(
            request,
            full,
            execution,
            or(submission.compileTime(), 40),
            or(submission.runTime(), USUAL_RUN),
            "",
            files);
    boolean accepted = run.status() == CodeAnswer.Status.SUCCESS;
    return new Judgement(
        submission.id(),
        accepted,
        extracted,
        full,
        testCode,
        List.of(new Judgement.Test(accepted, run, null)));
  }

  private static String withoutMain(String code) {
    var main = MAIN_PART.matcher(code);
    return main.find() && main.start() > 0 ? code.substring(0, main.start()) : code;
  }

  /** A function that continues a prompt, and a test that checks it. */
  private Judgement humanEval(Request request, Submission submission)
      throws Refusal, InterruptedException {
    boolean freeform = submission.extra().path("is_freeform").asBoolean(false);
    String completion = submission.completion();
    Extraction extracted =
        freeform
            ? Extraction.of(completion, "python")
            : new Extraction(trimmed(completion, submission.problem()), "fenced");
    String prompt = freeform ? "" : submission.problemText("prompt");
    String test = submission.problemText("test");
    String name = submission.problemText("entry_point");
    String testCode =
        (test.isEmpty() ? submission.problemText("tests") : test)
            + (name.isEmpty() ? "" : "\ncheck(" + name + ")\n");
    return together(request, submission, extracted, prompt + extracted.code(), testCode);
  }

  private static String trimmed(String completion, JsonNode problem) {
    String text = completion;
    for (JsonNode stop : problem.path("stop_tokens")) {
      int at = stop.isString() ? text.indexOf(stop.stringValue()) : -1;
      text = at < 0 ? text : text.substring(0, at);
    }
    return text;
  }

  /** A function, and statements that check it. */
  private Judgement mbpp(Request request, Submission submission)
      throws Refusal, InterruptedException {
    String completion = submission.completion();
    int done = completion.indexOf("[DONE]");
    String cut = done < 0 ? completion : completion.substring(0, done);
    Extraction fenced = Extraction.of(cut, "python");
    String code = fenced.code().isEmpty() ? cut : fenced.code();
    for (String end : new String[] {"\nassert", "\n\"\"\""}) {
      int at = code.indexOf(end);
      code = at < 0 ? code : code.substring(0, at);
    }
    Extraction extracted = new Extraction(code, fenced.type());
    StringBuilder tests = new StringBuilder();
    submission.structure("test_list").forEach(test -> tests.append(test.asString("")).append('\n'));
    JsonNode labels = submission.problem().path("labels");
    String setup = labels.isObject() ? labels.path("test_setup_code").asString("") : "";
    return together(
        request, submission, extracted, setup + "\n" + extracted.code(), tests.toString());
  }

  private Judgement together(
      Request request, Submission submission, Extraction extracted, String code, String tests)
      throws Refusal, InterruptedException {
    String full = code + "\n" + tests;
    CodeAnswer run =
        run(
            request,
            full,
            "python",
            or(submission.compileTime(), USUAL_RUN),
            or(submission.runTime(), USUAL_RUN),
            "",
            Map.of());
    boolean accepted = run.status() == CodeAnswer.Status.SUCCESS;
    return new Judgement(
        submission.id(),
        accepted,
        extracted,
        full,
        tests,
        List.of(new Judgement.Test(accepted, run, null)));
  }

  private CodeAnswer run(
      Request request,
      String code,
      String language,
      double compileTime,
      double runTime,
      String stdin,
      Map<String, Blob> files)
      throws Refusal, InterruptedException {
    CodeAnswer run =
        format.run(
            request,
            new CodeRequest(code, language, compileTime, runTime, -1, stdin, files, List.of()));
    if (run.status() == CodeAnswer.Status.SANDBOX_ERROR) {
      throw new Refusal(500, "failed to request sandbox: " + run.message());
    }
    return run;
  }

  private static double or(@Nullable Double given, double usual) {
    return given == null ? usual : given;
  }
}

package dev.sce.server.sandboxfusion;

import dev.sce.json.Json;
import dev.sce.server.http.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of {@code /submit}: a model's answer, and the problem that comes along.
 *
 * @param id the problem's id, as it came
 * @param completion the model's answer
 * @param type the class that judges it, such as {@code CommonOJDataset}
 * @param language the wanted language; absent if none is named
 * @param problem the problem's row
 * @param compileTime seconds for the compiler; absent: the class's
 * @param runTime seconds for a run; absent: the class's
 * @param extra the class's options
 */
record Submission(
    JsonNode id,
    String completion,
    String type,
    @Nullable String language,
    JsonNode problem,
    @Nullable Double compileTime,
    @Nullable Double runTime,
    JsonNode extra) {

  static Submission read(FormBody body) throws FormBody.Invalid, Refusal {
    String dataSet = body.text("dataset");
    String completion = body.text("completion");
    JsonNode id = body.required("id");
    JsonNode config = body.required("config");
    body.check();
    String type = type(dataSet, config);
    JsonNode problem = config.path("provided_data");
    if (!problem.isObject()) {
      throw new Refusal(400, "provided_data must be the problem's row, an object");
    }
    return new Submission(
        id,
        completion,
        type,
        text(config, "language"),
        problem,
        seconds(config, "compile_timeout"),
        seconds(config, "run_timeout"),
        config.path("extra"));
  }

  /** Returns the class that a configuration names. */
  static String type(String dataSet, JsonNode config) throws Refusal {
    if (!config.path("custom_extract_logic").isMissingNode()
        && !config.path("custom_extract_logic").isNull()) {
      throw new Refusal(400, "custom_extract_logic is refused: it is code for the server itself");
    }
    String type = text(config, "dataset_type");
    if (type == null) {
      throw new Refusal(400, "no eval class found for dataset " + dataSet);
    }
    return type;
  }

  private static @Nullable String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isString() ? value.stringValue() : null;
  }

  private static @Nullable Double seconds(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isNumber() ? value.doubleValue() : null;
  }

  /** Returns a member of the problem that may be JSON, or JSON within a text. */
  JsonNode structure(String name) throws Refusal {
    JsonNode value = problem.path(name);
    if (value.isString()) {
      try {
        value = Json.BOUNDED.readTree(value.stringValue());
      } catch (JacksonException e) {
        throw new Refusal(400, "'" + name + "' of the problem is " + Json.problem(e));
      }
    }
    if (!value.isContainer()) {
      throw new Refusal(400, "the problem has no '" + name + "'");
    }
    return value;
  }

  /** Returns a text of the problem; empty if it is not there. */
  String problemText(String name) {
    JsonNode value = problem.path(name);
    return value.isString() ? value.stringValue() : "";
  }
}

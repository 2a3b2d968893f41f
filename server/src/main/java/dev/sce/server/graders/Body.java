package dev.sce.server.graders;

import dev.sce.json.Json;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A JSON object of a request, with readers of its fields that complain well. */
record Body(JsonNode json) {
  private static final int UNPROCESSABLE = 422;
  private static final double MOST_SECONDS = 3600;

  /** Reads the body of a request. */
  static Body of(Request request) throws Refusal {
    try {
      return of(Json.BOUNDED.readTree(request.body().toByteArray()), "the body");
    } catch (JacksonException e) {
      throw new Refusal(UNPROCESSABLE, Json.problem(e));
    }
  }

  /** Takes a value that has to be an object. */
  static Body of(JsonNode json, String what) throws Refusal {
    if (!json.isObject()) {
      throw new Refusal(UNPROCESSABLE, what + " must be an object");
    }
    return new Body(json);
  }

  /** Returns a text that has to be there. */
  String text(String field) throws Refusal {
    JsonNode value = json.path(field);
    if (!value.isString()) {
      throw invalid(field, "must be a text");
    }
    return Json.writable(value.stringValue());
  }

  /** Returns a text; another one if it is null or not there. */
  String text(String field, String usual) throws Refusal {
    return json.hasNonNull(field) ? text(field) : usual;
  }

  /** Returns a list that has to be there. */
  JsonNode list(String field) throws Refusal {
    JsonNode value = json.path(field);
    if (!value.isArray()) {
      throw invalid(field, "must be a list");
    }
    return value;
  }

  /** Returns a number; another one if it is null or not there. */
  double number(String field, double usual) throws Refusal {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return usual;
    }
    if (!value.isNumber()) {
      throw invalid(field, "must be a number");
    }
    return value.doubleValue();
  }

  /** Returns a time in seconds above 0; longer ones are cut. */
  static Duration seconds(double number) {
    return Duration.ofMillis(Math.max(1, Math.round(Math.min(number, MOST_SECONDS) * 1000)));
  }

  /** Returns the complaint about a field. */
  static Refusal invalid(String field, String what) {
    return new Refusal(UNPROCESSABLE, "'" + field + "' " + what);
  }
}

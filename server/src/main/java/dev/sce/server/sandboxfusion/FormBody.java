package dev.sce.server.sandboxfusion;

import dev.sce.Blob;
import dev.sce.json.Json;
import dev.sce.server.http.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The body of a request as this format reads it: fields that are not known are ignored, values are
 * converted where nothing is lost, and all that is wrong is told at once, with status 422.
 */
final class FormBody {
  private final JsonNode json;
  private final List<Consumer<JsonGenerator>> errors = new ArrayList<>();

  private FormBody(JsonNode json) {
    this.json = json;
  }

  /** A body that cannot be used. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Invalid(Answer answer) {
      super("invalid", null, false, false);
      this.answer = answer;
    }

    Answer answer() {
      return answer;
    }
  }

  /** Reads a body. */
  static FormBody read(Blob body) throws Invalid {
    JsonNode json;
    try {
      json = body.isEmpty() ? null : Json.BOUNDED.readTree(body.toByteArray());
    } catch (JacksonException e) {
      throw invalid(
          detail -> {
            int offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getColumnNr());
            detail.writeStringProperty("type", "json_invalid");
            detail.writeArrayPropertyStart("loc");
            detail.writeString("body");
            detail.writeNumber(offset);
            detail.writeEndArray();
            detail.writeStringProperty("msg", "JSON decode error");
            detail.writeObjectPropertyStart("input");
            detail.writeEndObject();
            detail.writeObjectPropertyStart("ctx");
            detail.writeStringProperty("error", Json.writable(Json.problem(e)));
            detail.writeEndObject();
          });
    }
    if (json == null || json.isMissingNode()) {
      throw invalid(detail -> writeError(detail, "missing", null, "Field required", null));
    }
    if (!json.isObject()) {
      JsonNode given = json;
      throw invalid(
          detail ->
              writeError(
                  detail,
                  "model_attributes_type",
                  null,
                  "Input should be a valid dictionary or object to extract fields from",
                  given));
    }
    return new FormBody(json);
  }

  private static Invalid invalid(Consumer<JsonGenerator> error) {
    return new Invalid(answer(List.of(error)));
  }

  private static Answer answer(List<Consumer<JsonGenerator>> errors) {
    return Answer.object(
        422,
        json -> {
          json.writeArrayPropertyStart("detail");
          for (Consumer<JsonGenerator> error : errors) {
            json.writeStartObject();
            error.accept(json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void writeError(
      JsonGenerator json,
      String type,
      @Nullable String field,
      String message,
      @Nullable JsonNode input) {
    json.writeStringProperty("type", type);
    json.writeArrayPropertyStart("loc");
    json.writeString("body");
    if (field != null) {
      json.writeString(Json.writable(field));
    }
    json.writeEndArray();
    json.writeStringProperty("msg", message);
    if (input == null || input.isNull()) {
      json.writeNullProperty("input");
    } else {
      json.writeStringProperty("input", shown(input));
    }
  }

  /** A large or nested value would make the answer as large as the request. */
  private static String shown(JsonNode input) {
    String text = Json.writable(input.isString() ? input.stringValue() : input.toString());
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  /** Throws if anything was wrong with the fields that were asked for. */
  void check() throws Invalid {
    if (!errors.isEmpty()) {
      throw new Invalid(answer(errors));
    }
  }

  /** Adds an error about a field. */
  void error(String type, String field, String message) {
    JsonNode value = json.get(field);
    errors.add(out -> writeError(out, type, field, message, value));
  }

  /** Returns a value that has to be there. */
  JsonNode required(String field) {
    JsonNode value = json.get(field);
    if (value == null) {
      error("missing", field, "Field required");
      return json;
    }
    return value;
  }

  /** Returns the value of a field; null if it is not there. */
  @Nullable JsonNode get(String field) {
    return json.get(field);
  }

  /** Returns a text that has to be there. */
  String text(String field) {
    JsonNode value = json.get(field);
    if (value == null) {
      error("missing", field, "Field required");
      return "";
    }
    return stringOf(field, value);
  }

  /** Returns a text; empty if it is null or not there. */
  String textOrEmpty(String field) {
    JsonNode value = json.get(field);
    return value == null || value.isNull() ? "" : stringOf(field, value);
  }

  private String stringOf(String field, JsonNode value) {
    if (!value.isString()) {
      error("string_type", field, "Input should be a valid string");
      return "";
    }
    return value.stringValue();
  }

  /** Returns a number of seconds. */
  double seconds(String field, double usual) {
    BigDecimal number = number(field, "float", "number");
    return number == null ? usual : number.doubleValue();
  }

  /** Returns a whole number. */
  long whole(String field, long usual) {
    BigDecimal number = number(field, "int", "integer");
    if (number == null) {
      return usual;
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      error(
          "int_from_float",
          field,
          "Input should be a valid integer, got a number with a fractional part");
      return usual;
    }
  }

  /** Returns a number; null if there is none, which is an error unless the field is not there. */
  private @Nullable BigDecimal number(String field, String type, String word) {
    JsonNode value = json.get(field);
    BigDecimal number = value == null ? null : numberOf(value);
    if (value != null && number == null) {
      boolean text = value.isString();
      error(
          type + (text ? "_parsing" : "_type"),
          field,
          "Input should be a valid "
              + word
              + (text ? ", unable to parse string as " + article(word) : ""));
    }
    return number;
  }

  private static String article(String word) {
    return (word.startsWith("i") ? "an " : "a ") + word;
  }

  private static @Nullable BigDecimal numberOf(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    try {
      BigDecimal number =
          value.isNumber()
              ? value.decimalValue()
              : value.isString() ? new BigDecimal(value.stringValue().strip()) : null;
      // What has thousands of digits is no time and no size.
      return number != null && Math.abs((long) number.precision() - number.scale()) < 400
          ? number
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Returns texts by name; those that are null are left out. */
  Map<String, String> texts(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode value = json.get(field);
    if (value == null) {
      return texts;
    }
    if (!value.isObject()) {
      error("dict_type", field, "Input should be a valid dictionary");
      return texts;
    }
    for (Map.Entry<String, JsonNode> each : value.properties()) {
      if (each.getValue().isString()) {
        texts.put(each.getKey(), each.getValue().stringValue());
      } else if (!each.getValue().isNull()) {
        error("string_type", field, "Input should be a valid string");
      }
    }
    return texts;
  }

  /** Returns a list of texts. */
  List<String> list(String field) {
    List<String> texts = new ArrayList<>();
    JsonNode value = json.get(field);
    if (value == null) {
      return texts;
    }
    if (!value.isArray()) {
      error("list_type", field, "Input should be a valid list");
      return texts;
    }
    for (JsonNode each : value) {
      if (each.isString()) {
        texts.add(each.stringValue());
      } else {
        error("string_type", field, "Input should be a valid string");
      }
    }
    return texts;
  }
}

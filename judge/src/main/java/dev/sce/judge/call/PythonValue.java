package dev.sce.judge.call;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A value that a Python function returned, or should return.
 *
 * <p>Equal components mean equal in Python's eyes, but for tuples and lists: {@code True}, {@code
 * 1} and {@code 1.0} are one value. What a program hands out has no promise at all: entries of a
 * {@link Dict} may repeat. What is a key of tables has an order, so that keys of one hash do not
 * make them slow.
 */
sealed interface PythonValue {
  /** {@code None}. */
  record None() implements PythonValue {}

  /** An integer, a truth value, or a float without a fraction. */
  record Whole(BigInteger value) implements PythonValue, Comparable<Whole> {
    @Override
    public int compareTo(Whole other) {
      return value.compareTo(other.value);
    }
  }

  /** A float with a fraction, an infinity, or not a number. */
  record Real(double value) implements PythonValue, Comparable<Real> {
    @Override
    public int compareTo(Real other) {
      return Double.compare(value, other.value);
    }
  }

  /** A text. */
  record Text(String value) implements PythonValue, Comparable<Text> {
    @Override
    public int compareTo(Text other) {
      return value.compareTo(other.value);
    }
  }

  /** A list, a tuple or an array. */
  record Sequence(Kind kind, List<PythonValue> items) implements PythonValue {}

  /** A dictionary. */
  record Dict(List<Entry> entries) implements PythonValue {}

  /** A set. */
  record Group(List<PythonValue> items) implements PythonValue {}

  /** Something else, which equals nothing. */
  record Other(String type, String text) implements PythonValue {}

  /** A key and its value. */
  record Entry(PythonValue key, PythonValue value) {}

  /** Which sequence. */
  enum Kind {
    LIST,
    TUPLE,
    ARRAY
  }

  /** Reads plain JSON, as expected values are written. */
  static PythonValue ofJson(JsonNode json) {
    if (!json.isObject()) {
      return json.isArray() ? new Sequence(Kind.LIST, all(json, false)) : scalar(json);
    }
    List<Entry> entries = new ArrayList<>(json.size());
    json.forEachEntry((key, value) -> entries.add(new Entry(new Text(key), ofJson(value))));
    return new Dict(entries);
  }

  /** Reads what the driver makes of a value: an object tells its kind. */
  static PythonValue ofAnswer(JsonNode json) {
    if (!json.isObject()) {
      return json.isArray() ? new Sequence(Kind.LIST, all(json, true)) : scalar(json);
    }
    JsonNode value = json.path("value");
    return switch (json.path("kind").asString("")) {
      case "tuple" -> new Sequence(Kind.TUPLE, all(value, true));
      case "array" -> new Sequence(Kind.ARRAY, all(value, true));
      case "set" -> new Group(all(value, true));
      case "dict" -> new Dict(entries(value));
      case "float" -> new Real(special(value.asString("")));
      case "other" -> new Other(json.path("type").asString("?"), json.path("text").asString("?"));
      default -> new Other("value", "nested too deeply");
    };
  }

  private static PythonValue scalar(JsonNode json) {
    if (json.isNull()) {
      return new None();
    }
    if (json.isBoolean()) {
      return new Whole(json.booleanValue() ? BigInteger.ONE : BigInteger.ZERO);
    }
    if (json.isIntegralNumber()) {
      return new Whole(json.bigIntegerValue());
    }
    return json.isNumber() ? ofDouble(json.doubleValue()) : new Text(json.asString());
  }

  private static PythonValue ofDouble(double value) {
    boolean whole = Double.isFinite(value) && value == Math.rint(value);
    if (!whole) {
      return new Real(value);
    }
    boolean small = Math.abs(value) < 0x1p62;
    return new Whole(
        small ? BigInteger.valueOf((long) value) : new BigDecimal(value).toBigInteger());
  }

  private static List<PythonValue> all(JsonNode array, boolean answer) {
    List<PythonValue> items = new ArrayList<>(array.size());
    array.forEach(item -> items.add(answer ? ofAnswer(item) : ofJson(item)));
    return items;
  }

  private static List<Entry> entries(JsonNode pairs) {
    List<Entry> entries = new ArrayList<>(pairs.size());
    pairs.forEach(pair -> entries.add(new Entry(ofAnswer(pair.path(0)), ofAnswer(pair.path(1)))));
    return entries;
  }

  private static double special(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }
}

package dev.sce.datasets.verifiable;

import dev.sce.datasets.JsonRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells by its shape what the tests of a row are. */
final class TestReader {
  private static final Pattern CHECK = Pattern.compile("(?m)^def check\\(");
  private static final Pattern UNITTEST = Pattern.compile("unittest\\.TestCase|\\(TestCase\\)");
  private static final Pattern PYTEST =
      Pattern.compile(
          "(?m)^(?:import pytest|from pytest|(?:async )?def test_|class Test\\w*\\s*[:(])");
  private static final Pattern ASSERT = Pattern.compile("(?m)^\\s*assert\\b");

  /** Objects around the tests, by the fields that hold them. */
  private static final List<String> WRAPPERS =
      List.of("test_cases", "tests", "unit_tests", "ground_truth", "functional");

  private static final List<String> INPUTS = List.of("input", "stdin", "inputs");
  private static final List<String> OUTPUTS =
      List.of("output", "expected_output", "stdout", "outputs");
  private static final List<String> FUNCTIONS = List.of("fn_name", "func_name", "function_name");

  private final JsonRow row;
  private final String path;

  private TestReader(JsonRow row, String path) {
    this.row = row;
    this.path = path;
  }

  /** Reads the tests of a row. */
  static RowTests read(JsonRow row, TestsField field) throws Unusable {
    return new TestReader(row, field.path()).read(field.value(), 0);
  }

  private RowTests read(JsonNode value, int depth) throws Unusable {
    if (value.isString()) {
      return program(value.asString());
    }
    if (value.isArray()) {
      return list(value);
    }
    if (value.isObject() && depth < WRAPPERS.size()) {
      return object(value, depth);
    }
    throw unknown(value);
  }

  private RowTests object(JsonNode value, int depth) throws Unusable {
    if (value.path("assert_case").isArray()) {
      return columns(value);
    }
    if (isColumn(value, "inputs") && isColumn(value, "outputs")) {
      return columns(value);
    }
    if (isColumn(value, "input") && isColumn(value, "output")) {
      return columns(value);
    }
    for (String wrapper : WRAPPERS) {
      if (value.hasNonNull(wrapper)) {
        return read(TestsField.decoded(path + "." + wrapper, value.get(wrapper)), depth + 1);
      }
    }
    throw unknown(value);
  }

  private static boolean isColumn(JsonNode value, String name) {
    return value.path(name).isArray();
  }

  private RowTests columns(JsonNode value) throws Unusable {
    String plural = value.has("input") && !value.has("inputs") ? "" : "s";
    JsonNode inputs = value.path("input" + plural);
    JsonNode outputs = value.path("output" + plural);
    JsonNode statements = value.path("assert_case");
    int count = statements.isArray() ? statements.size() : inputs.size();
    if (count == 0) {
      throw new Unusable("no tests", "'" + path + "' has empty lists; remove the row");
    }
    checkLength("inputs", inputs, count, statements.isArray());
    checkLength("outputs", outputs, count, statements.isArray());
    List<RowTests.Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonNode output = outputs.path(i);
      cases.add(
          new RowTests.Case(
              inputs.path(i),
              output.isNull() || output.isMissingNode() ? null : output,
              statements.path(i).asString("")));
    }
    String function = text(value, FUNCTIONS);
    return RowTests.ofCases(Encoding.COLUMNS, function == null ? rowFunction() : function, cases);
  }

  private void checkLength(String name, JsonNode list, int count, boolean optional)
      throws Unusable {
    if (list.isArray() ? list.size() != count : !optional) {
      throw new Unusable(
          "unequal lists",
          "'"
              + path
              + "' has "
              + list.size()
              + " "
              + name
              + " for "
              + count
              + " tests; which belong together cannot be told, so remove the row or mend it");
    }
  }

  private RowTests list(JsonNode list) throws Unusable {
    if (list.isEmpty()) {
      throw new Unusable("no tests", "'" + path + "' is an empty list; remove the row");
    }
    if (list.valueStream().allMatch(JsonNode::isString)) {
      return RowTests.ofStatements(list.valueStream().map(JsonNode::asString).toList());
    }
    if (!list.valueStream().allMatch(JsonNode::isObject)) {
      throw unknown(list);
    }
    return rows(list);
  }

  private RowTests rows(JsonNode list) throws Unusable {
    Set<String> functions = new LinkedHashSet<>();
    List<RowTests.Case> cases = new ArrayList<>();
    boolean typed = false;
    for (JsonNode test : list) {
      JsonNode input = first(test, INPUTS);
      JsonNode output = first(test, OUTPUTS);
      if (input == null || output == null) {
        throw new Unusable(
            "unknown shape",
            "test "
                + (cases.size() + 1)
                + " in '"
                + path
                + "' has "
                + String.join(", ", test.propertyNames())
                + ", but no 'input' and 'output'");
      }
      typed |= test.has("type");
      functions.add(function(test, cases.size() + 1));
      cases.add(new RowTests.Case(input, output.isNull() ? null : output, ""));
    }
    if (functions.size() > 1) {
      throw new Unusable(
          "mixed tests",
          "tests in '"
              + path
              + "' are of several kinds: "
              + String.join(", ", functions.stream().map(TestReader::shown).toList())
              + "; give each kind a row of its own");
    }
    Encoding encoding = typed ? Encoding.TYPED_ROWS : Encoding.ROWS;
    return RowTests.ofCases(encoding, functions.iterator().next(), cases);
  }

  private static String shown(String function) {
    return function.isEmpty() ? "standard input" : "calls of " + function;
  }

  /** Returns the function that a test calls; empty for one that reads standard input. */
  private String function(JsonNode test, int number) throws Unusable {
    String type = text(test, List.of("type", "testtype"));
    if (type == null || type.startsWith("stdin")) {
      String named = type == null ? text(test, FUNCTIONS) : null;
      return named == null ? "" : named;
    }
    if (!type.equals("function_call") && !type.equals("functional")) {
      throw new Unusable(
          "unknown type",
          "test "
              + number
              + " in '"
              + path
              + "' is of type '"
              + type
              + "'; known are stdin, stdin_stdout, functional and function_call");
    }
    String function = text(test, FUNCTIONS);
    if (function == null) {
      function = text(test.path("metadata"), FUNCTIONS);
    }
    if (function == null) {
      function = rowFunction();
    }
    if (function.isEmpty()) {
      throw new Unusable(
          "no function name",
          "test "
              + number
              + " in '"
              + path
              + "' calls a function, but nothing names it; add 'fn_name' to the test or the row");
    }
    return function;
  }

  /** Returns the function that the row names; empty when it names none. */
  private String rowFunction() {
    String function = text(row.json(), FUNCTIONS);
    if (function == null) {
      try {
        function = text(TestsField.decoded("metadata", row.json().path("metadata")), FUNCTIONS);
      } catch (Unusable e) {
        // Metadata may be anything, so it need not be readable.
        return "";
      }
    }
    return function == null ? "" : function;
  }

  private RowTests program(String text) throws Unusable {
    if (CHECK.matcher(text).find()) {
      return RowTests.ofProgram(Kind.CHECK, text);
    }
    if (UNITTEST.matcher(text).find()) {
      return RowTests.ofProgram(Kind.UNITTEST, text);
    }
    if (PYTEST.matcher(text).find()) {
      return RowTests.ofProgram(Kind.PYTEST, text);
    }
    if (!ASSERT.matcher(text).find()) {
      throw new Unusable(
          "unknown shape",
          "the text in '"
              + path
              + "' is neither encoded tests nor a program with assert, check(candidate), pytest or"
              + " unittest; name another field with --tests PATH");
    }
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    boolean each = lines.stream().allMatch(line -> line.startsWith("assert "));
    return RowTests.ofStatements(each ? lines : List.of(text));
  }

  private static @Nullable JsonNode first(JsonNode json, List<String> names) {
    return names.stream().map(json::get).filter(value -> value != null).findFirst().orElse(null);
  }

  private static @Nullable String text(JsonNode json, List<String> names) {
    return names.stream()
        .map(json::path)
        .filter(value -> value.isString() && !value.asString().isBlank())
        .map(value -> value.asString().strip())
        .findFirst()
        .orElse(null);
  }

  private Unusable unknown(JsonNode value) {
    String shape =
        value.isObject()
            ? "an object with " + String.join(", ", value.propertyNames())
            : value.isArray() ? "a list of " + kinds(value) : value.getNodeType().name();
    return new Unusable(
        "unknown shape",
        "'"
            + path
            + "' is "
            + shape
            + "; known are inputs and outputs, lists of tests with input and output, lists of"
            + " statements, and test programs; name another field with --tests PATH");
  }

  private static String kinds(JsonNode list) {
    Set<String> kinds = new LinkedHashSet<>();
    list.forEach(element -> kinds.add(element.getNodeType().name().toLowerCase(Locale.ROOT)));
    return String.join(" and ", kinds);
  }
}

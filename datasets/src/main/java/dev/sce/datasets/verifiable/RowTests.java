package dev.sce.datasets.verifiable;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The tests of a row, as they are written there.
 *
 * @param encoding how they are written
 * @param kind what they ask of a sample
 * @param function the function that is called; empty where none is
 * @param cases inputs and outputs; empty where tests are statements or a program
 * @param statements statements of Python, each a test; empty where there are none
 * @param program a program that tests; empty where there is none
 */
record RowTests(
    Encoding encoding,
    Kind kind,
    String function,
    List<Case> cases,
    List<String> statements,
    String program) {

  /** Copies the lists. */
  RowTests {
    cases = List.copyOf(cases);
    statements = List.copyOf(statements);
  }

  /**
   * An input and what is expected.
   *
   * @param output absent where only the program's end counts
   * @param statement what is put behind the program; empty for nothing
   */
  record Case(JsonNode input, @Nullable JsonNode output, String statement) {}

  static RowTests ofCases(Encoding encoding, String function, List<Case> cases) {
    Kind kind = function.isEmpty() ? Kind.STDIN : Kind.CALLS;
    return new RowTests(encoding, kind, function, cases, List.of(), "");
  }

  static RowTests ofStatements(List<String> statements) {
    return new RowTests(Encoding.ASSERTS, Kind.ASSERTS, "", List.of(), statements, "");
  }

  static RowTests ofProgram(Kind kind, String program) {
    return new RowTests(Encoding.PROGRAM, kind, "", List.of(), List.of(), program);
  }

  int count() {
    return cases.isEmpty() ? Math.max(1, statements.size()) : cases.size();
  }
}

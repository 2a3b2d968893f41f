package dev.sce.server.graders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.server.ServerFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OpenInstructTest extends ServerFixture {
  private static final String ADD = "def add(a, b):\n    return a + b\n";

  /** A compressed pickle of ["assert add(1, 2) == 3", "assert add(1, 2) == 4"]. */
  private static final String PICKLED =
      "eJxrYJlqygABsVM0ekQTi4tTi0oUElNSNAx1FIw0FWxtFYynYBc3mZKqBwAR8BD2";

  private JsonNode graded(String path, String program, String tests) throws Exception {
    ObjectNode body = Json.MAPPER.createObjectNode().put("program", program);
    body.set("tests", Json.MAPPER.readTree(tests));
    return ask(path, body.toString());
  }

  private static void assertFailed(JsonNode answer, int test) {
    assertThat(answer.get("results").get(test).asInt()).isZero();
    assertThat(answer.get("runtimes").get(test).asDouble()).isEqualTo(-1);
  }

  @Test
  void eachAssertHasAResultAndATimeOfItsOwn() throws Exception {
    String tests =
        """
        ["assert add(1, 2) == 3", "assert add(1, 2) == 4", "while True: pass", "1 / 0",
         "x = bytearray(1 << 40)", "import os; os.abort()", 5, "assert add(0, 0) == 0"]
        """;
    JsonNode answer = graded("/test_program", ADD, tests);
    assertThat(answer.get("results").toString()).isEqualTo("[1,0,0,0,0,0,0,1]");
    for (int i = 1; i < 7; i++) {
      assertFailed(answer, i);
    }
    assertThat(answer.get("runtimes").get(7).asDouble()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def add(a, b:",
        "raise SystemExit(0)",
        "import os; os._exit(0)",
        "import os; os.kill(os.getpid(), 11)",
        "while True: pass",
        "x = bytearray(1 << 40)",
        "class Any:\n  def __eq__(self, other): return True\nadd = 0"
      })
  void aProgramThatDoesNotWorkPassesNothing(String program) throws Exception {
    assertFailed(graded("/test_program", program, "[\"assert add(1, 2) == 3\"]"), 0);
  }

  @Test
  void outputsAreComparedLineByLine() throws Exception {
    String tests =
        """
        [{"input": "5 3", "output": "8"}, {"input": "10 -2", "output": "9"},
         {"input": "1 1", "output": "2.0"}, {"input": "x", "output": "4"},
         {"input": "2 2", "output": " 4 \\n"}]
        """;
    JsonNode answer =
        graded("/test_program_stdio", "a, b = map(int, input().split())\nprint(a + b)", tests);
    assertThat(answer.get("results").toString()).isEqualTo("[1,0,1,0,1]");
    assertThat(answer.get("runtimes").get(1).asDouble()).isNotNegative();
    assertFailed(answer, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"while True: pass", "print(", "raise SystemExit(1)", "bytearray(1 << 40)"})
  void aProgramThatDoesNotEndWellHasNoTime(String program) throws Exception {
    assertFailed(
        graded("/test_program_stdio", program, "[{\"input\": \"\", \"output\": \"\"}]"), 0);
  }

  @Test
  void testsMayBeJsonOrACompressedPickleInAText() throws Exception {
    String inner = Json.MAPPER.writeValueAsString("[\"assert add(1, 2) == 3\"]");
    assertThat(graded("/test_program", ADD, inner).get("results").toString()).isEqualTo("[1]");
    String pickled = Json.MAPPER.writeValueAsString(PICKLED);
    assertThat(graded("/test_program", ADD, pickled).get("results").toString()).isEqualTo("[1,0]");
  }

  @ParameterizedTest
  @CsvSource({"'\"nothing\"'", "'null'", "'7'", "'[]'", "'\"\"'"})
  void whatHoldsNoTestsHasNoResults(String tests) throws Exception {
    assertThat(graded("/test_program", ADD, tests).toString())
        .isEqualTo("{\"results\":[],\"runtimes\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"tests\": []}", "{\"program\": 1, \"tests\": []}"})
  void aBodyThatIsNoneIsRefusedWithADetail(String body) throws Exception {
    assertThat(post("/test_program", body).statusCode()).isEqualTo(422);
    assertThat(ask("/test_program", body).get("detail").asString()).isNotEmpty();
  }
}

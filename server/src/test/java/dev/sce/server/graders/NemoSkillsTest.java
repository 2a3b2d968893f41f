package dev.sce.server.graders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.server.ServerFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class NemoSkillsTest extends ServerFixture {
  private static ObjectNode program(String language, String code) {
    return Json.MAPPER
        .createObjectNode()
        .put("generated_code", code)
        .put("language", language)
        .put("timeout", 5.0);
  }

  @ParameterizedTest
  @CsvSource({
    "python, print(input()), completed, 'in\n', ''",
    "python3, 'print(1); raise SystemExit(3)', completed, '1\n', ''",
    "python, 'import os; os.kill(os.getpid(), 9)', completed, '', ''",
    "shell, cat, completed, in, ''",
    "shell, echo 1; exit 3, error, '1\n', ''",
    "shell, kill -9 $$, error, '', ''"
  })
  void eachEndHasItsStatus(
      String language, String code, String status, String stdout, String stderr) throws Exception {
    JsonNode answer = ask("/execute", program(language, code).put("std_input", "in").toString());
    assertThat(answer.propertyNames()).containsExactly("process_status", "stdout", "stderr");
    assertThat(answer.get("process_status").asString()).isEqualTo(status);
    assertThat(answer.get("stdout").asString()).isEqualTo(stdout);
    assertThat(answer.get("stderr").asString()).isEqualTo(stderr);
  }

  @Test
  void aTimeLimitIsToldAsItWasGiven() throws Exception {
    ObjectNode body = program("python", "print(1, flush=True)\nwhile True: pass");
    JsonNode answer = ask("/execute", body.put("timeout", 0.5).toString());
    assertThat(answer.get("process_status").asString()).isEqualTo("timeout");
    assertThat(answer.get("stdout").asString()).isEmpty();
    assertThat(answer.get("stderr").asString())
        .isEqualTo("Execution timed out after 0.5 seconds\n");
  }

  @Test
  void longOutputIsCut() throws Exception {
    String code = "import sys; print('x' * 2000); sys.stderr.write('e' * 5)";
    JsonNode answer = ask("/execute", program("python", code).toString());
    assertThat(answer.get("stdout").asString()).isEqualTo("x".repeat(1000) + "<output cut>");
    assertThat(answer.get("stderr").asString()).isEqualTo("eeeee");
    ObjectNode endless = program("python", "while True: print('x' * 100000)").put("timeout", 60);
    answer = ask("/execute", endless.put("max_output_characters", 3).toString());
    assertThat(answer.get("process_status").asString()).isEqualTo("completed");
    assertThat(answer.get("stdout").asString()).isEqualTo("xxx<output cut>");
  }

  @Test
  void aMemoryLimitIsAnError() throws Exception {
    JsonNode answer =
        ask(
            "/execute",
            program("python", "x = []\nwhile True: x.append(bytearray(64 << 20))").toString());
    assertThat(answer.get("process_status").asString()).isEqualTo("error");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"generated_code\": \"1\", \"timeout\": 5}'",
    "'{\"generated_code\": \"1\", \"language\": \"lean4\", \"timeout\": 5}'",
    "'{\"generated_code\": \"1\", \"language\": \"python\"}'",
    "'{\"language\": \"python\", \"timeout\": 5}'",
    "'{'"
  })
  void whatCannotBeRunIsRefusedWithAnError(String body) throws Exception {
    assertThat(post("/execute", body).statusCode()).isEqualTo(400);
    assertThat(ask("/execute", body).get("error").asString()).isNotEmpty();
  }
}

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

class CodeJudgeTest extends ServerFixture {
  private static ObjectNode submission(String type, String solution) {
    return Json.MAPPER.createObjectNode().put("type", type).put("solution", solution);
  }

  private JsonNode run(ObjectNode submission) throws Exception {
    return ask("/run", submission.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "python, print(input()), ' a ', true, true, ''",
    "python, print(input()), b, false, true, ''",
    "python, print(input()), , true, true, ''",
    "python, raise SystemExit(3), , false, false, ''",
    "python, 'import os; os.kill(os.getpid(), 11)', , false, false, ''",
    "python, bytearray(600 << 20), , false, false, ''",
    "python, 'while True: print(\"x\" * 100000)', , false, false, ''",
    "python, 'import time; time.sleep(60)', , false, false, worker_timeout",
    "python, print(, , false, false, ''",
    "cpp, '#include <cstdio>\nint main() { puts(\"a\"); }', a, true, true, ''",
    "cpp, x, , false, false, ''",
    "math, 1 + 1, , false, false, invalid_input"
  })
  void eachEndHasItsResult(
      String type, String code, String expected, boolean success, boolean ran, String reason)
      throws Exception {
    ObjectNode submission = submission(type, code).put("input", "a").put("sub_id", "s");
    JsonNode result = run(submission.put("expected_output", expected));
    assertThat(result.propertyNames())
        .containsExactly("sub_id", "success", "run_success", "cost", "stdout", "stderr", "reason");
    assertThat(result.get("sub_id").asString()).isEqualTo("s");
    assertThat(result.get("success").asBoolean()).isEqualTo(success);
    assertThat(result.get("run_success").asBoolean()).isEqualTo(ran);
    assertThat(result.get("reason").asString()).isEqualTo(reason);
    if (reason.equals("worker_timeout")) {
      assertThat(result.get("stdout").asString()).isEqualTo("Suicide from timeout.\n");
      assertThat(result.get("cost").asDouble()).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void longOutputIsComparedAsAWholeAndShownInPart() throws Exception {
    ObjectNode submission = submission("python", "print('x' * 5000)");
    JsonNode result = run(submission.put("expected_output", "x".repeat(5000)));
    assertThat(result.get("success").asBoolean()).isTrue();
    assertThat(result.get("stdout").asString()).hasSize(1000);
  }

  @Test
  void aJudgementHasNoOutput() throws Exception {
    JsonNode result = ask("/judge", submission("python", "print(1)").toString());
    assertThat(result.propertyNames())
        .containsExactly("sub_id", "success", "run_success", "cost", "reason");
    assertThat(result.get("sub_id").asString()).hasSize(36);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/run/batch", "/run/long-batch", "/judge/batch", "/judge/long-batch"})
  void aBatchKeepsItsOrder(String path) throws Exception {
    ObjectNode batch = Json.MAPPER.createObjectNode().put("sub_id", "all").put("type", "batch");
    for (int i = 0; i < 20; i++) {
      batch
          .withArray("submissions")
          .add(
              submission("python", "print(int(input()) % 3)")
                  .put("sub_id", "s" + i)
                  .put("input", String.valueOf(i))
                  .put("expected_output", "0"));
    }
    JsonNode answer = ask(path, batch.toString());
    assertThat(answer.get("sub_id").asString()).isEqualTo("all");
    assertThat(answer.get("results")).hasSize(20);
    for (int i = 0; i < 20; i++) {
      JsonNode result = answer.get("results").get(i);
      assertThat(result.get("sub_id").asString()).isEqualTo("s" + i);
      assertThat(result.get("success").asBoolean()).isEqualTo(i % 3 == 0);
      assertThat(result.has("stdout")).isEqualTo(path.startsWith("/run"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/run, '{}'",
    "/run, '{\"type\": \"go\", \"solution\": \"\"}'",
    "/run, '{\"type\": \"python\", \"solution\": \"\", \"input\": 1}'",
    "/run/batch, '{\"submissions\": []}'",
    "/run/batch, '{\"submissions\": [1]}'",
    "/judge/long-batch, '{}'"
  })
  void whatIsNoSubmissionIsRefused(String path, String body) throws Exception {
    assertThat(post(path, body).statusCode()).isEqualTo(422);
  }

  @Test
  void theStatusNamesWorkers() throws Exception {
    JsonNode status = Json.MAPPER.readTree(get("/status").body());
    assertThat(status.get("num_workers").asInt()).isEqualTo(2);
    assertThat(status.get("queue").asInt()).isZero();
  }
}

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

class RewardsTest extends ServerFixture {
  private static final String STDIN =
      "{\"kind\": \"stdin\", \"tests\": [{\"input\": \"1 2\", \"output\": \"3\"},"
          + " {\"input\": \"2 2\", \"output\": \"4\"}], \"time_limit\": 1}";
  private static final String ASSERTS =
      "{\"kind\": \"asserts\", \"setup\": \"import math\","
          + " \"tests\": [\"assert add(1, math.floor(2.5)) == 3\"]}";
  private static final String FUNCTION =
      "{\"kind\": \"function\", \"function\": \"add\","
          + " \"tests\": [{\"arguments\": [1, 2], \"expected\": 3}]}";

  private JsonNode slime(String response, JsonNode label) throws Exception {
    ObjectNode body = Json.MAPPER.createObjectNode().put("prompt", "p").put("response", response);
    body.set("label", label);
    return ask("/v1/reward/slime", body.toString());
  }

  private double reward(String program, String label) throws Exception {
    return slime("So:\n```\n" + program + "\n```", Json.MAPPER.readTree(label)).asDouble(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "'print(sum(map(int, input().split())))', 1",
    "'print(3)', 0",
    "'print(', 0",
    "'raise SystemExit(1)', 0",
    "'while True: pass', 0",
    "'import os; os.abort()', 0",
    "'bytearray(1 << 40)', 0",
    "'while True: print(\"x\" * 100000)', 0"
  })
  void aProgramIsJudgedByItsOutput(String program, double expected) throws Exception {
    assertThat(reward(program, STDIN)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {ASSERTS, FUNCTION})
  void aFunctionIsJudgedByItsValues(String label) throws Exception {
    assertThat(reward("def add(a, b): return a + b", label)).isEqualTo(1);
    assertThat(reward("def add(a, b): return 4", label)).isZero();
    assertThat(reward("raise SystemExit(0)", label)).isZero();
  }

  @Test
  void otherLanguagesAreCompiled() throws Exception {
    String label = STDIN.replace("\"kind\"", "\"language\": \"c++17\", \"kind\"");
    String sum =
        "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b; }";
    assertThat(reward(sum, label)).isEqualTo(1);
    assertThat(reward("x", label)).isZero();
  }

  @Test
  void languageThatNobodyKnowsIsTheLabelsMistake() throws Exception {
    String label = STDIN.replace("\"kind\"", "\"language\": \"klingon\", \"kind\"");
    assertThat(reward("print(3)", label)).isEqualTo(-1);
    assertThat(slime("print(3)", Json.MAPPER.readTree(label)).toString()).contains("klingon");
  }

  @Test
  void slimeGetsANumberForALabelInAText() throws Exception {
    JsonNode label = Json.MAPPER.valueToTree(FUNCTION);
    assertThat(slime("def add(a, b): return a + b", label).toString()).isEqualTo("1.0");
  }

  @Test
  void openRlhfGetsListsAndThePromptDoesNotCount() throws Exception {
    ObjectNode body = Json.MAPPER.createObjectNode();
    String prompt = "Mend this:\n```\ndef add(a, b): return a + b\n```\n";
    body.withArray("query")
        .add("<|user|>" + prompt + "<|assistant|>def add(a, b): return a - b</s>")
        .add("<|user|>" + prompt + "<|assistant|>def add(a, b): return b + a</s>");
    body.withArray("prompts").add(prompt).add(prompt);
    body.withArray("labels").add(FUNCTION).add(Json.MAPPER.readTree(ASSERTS));
    assertThat(ask("/v1/reward/openrlhf", body.toString()).toString())
        .isEqualTo(
            "{\"rewards\":[0.0,1.0],\"scores\":[0.0,1.0],\"extra_logs\":{\"passed\":[0.0,1.0]}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"{\"",
        "{\"kind\": \"stdin\", \"tests\": []}",
        "{\"kind\": \"other\", \"tests\": [1]}",
        "{\"kind\": \"stdin\", \"tests\": [{\"input\": \"1\"}]}",
        "{\"kind\": \"asserts\", \"tests\": [1]}",
        "{\"kind\": \"function\", \"function\": \"f\", \"tests\": [{\"arguments\": [1]}]}",
        "{\"kind\": \"asserts\", \"tests\": [\"x\"], \"time_limit\": 0}",
        "{\"kind\": \"asserts\", \"tests\": [\"x\"], \"memory_limit\": \"big\"}",
        "{\"kind\": \"stdin\", \"checker\": \"?\", \"tests\": [{\"output\": \"\"}]}"
      })
  void aLabelThatIsNoneIsRefusedRatherThanScored(String label) throws Exception {
    JsonNode answer = slime("x", Json.MAPPER.readTree(label));
    assertThat(answer.path("detail").asString("")).isNotEmpty();
  }
}

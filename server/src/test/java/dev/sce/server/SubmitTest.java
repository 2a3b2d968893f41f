package dev.sce.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** SandboxFusion's routes about data sets, with problems that come along. */
class SubmitTest extends ServerFixture {
  private JsonNode submit(String completion, String config) throws Exception {
    return ask(
        "/submit",
        "{\"dataset\":\"mine\",\"id\":7,\"completion\":"
            + quoted(completion)
            + ",\"config\":"
            + config
            + "}");
  }

  private static String oj(String language, String more) {
    return "{\"dataset_type\":\"CommonOJDataset\",\"language\":\""
        + language
        + "\","
        + more
        + "\"provided_data\":{\"id\":7,\"content\":\"add\",\"labels\":{},\"test\":"
        + "[{\"input\":{\"stdin\":\"1 2\"},\"output\":{\"stdout\":\"3\"}},"
        + "{\"input\":{\"stdin\":\"2 3\"},\"output\":{\"stdout\":\"5.0000001\"}},"
        + "{\"input\":{\"stdin\":\"0 0\"},\"output\":{\"stdout\":\"0\"}}]}}";
  }

  @Test
  void programInAFenceIsJudgedByAllItsTests() throws Exception {
    JsonNode answer =
        submit(
            "Here:\n```python\nprint(sum(map(int, input().split())))\n```\nDone.",
            oj("python", ""));
    assertThat(answer.path("accepted").booleanValue()).as(answer.toString()).isTrue();
    assertThat(answer.path("id").intValue()).isEqualTo(7);
    assertThat(answer.path("extracted_type").asString()).isEqualTo("fenced");
    assertThat(answer.path("extracted_code").asString()).startsWith("print(");
    assertThat(answer.path("tests")).hasSize(3);
    assertThat(answer.path("tests").get(0).path("exec_info").path("status").asString())
        .isEqualTo("Success");
  }

  @Test
  void firstFailureEndsItUnlessAllAreWanted() throws Exception {
    String wrong = "```cpp\n#include <iostream>\nint main(){std::cout<<3;}\n```";
    assertThat(submit(wrong, oj("cpp", "")).path("tests")).hasSize(2);
    JsonNode all = submit(wrong, oj("cpp", "\"extra\":{\"run_all_cases\":true},"));
    assertThat(all.path("tests")).hasSize(3);
    assertThat(all.path("accepted").booleanValue()).isFalse();
  }

  @Test
  void problemWithoutTestsAcceptsNothing() throws Exception {
    String config =
        "{\"dataset_type\":\"CommonOJDataset\",\"language\":\"python\",\"provided_data\":"
            + "{\"id\":7,\"test\":[]}}";
    JsonNode answer = submit("```python\nprint(1)\n```", config);
    assertThat(answer.has("accepted")).isFalse();
    assertThat(answer.path("detail").asString()).contains("no tests");
  }

  @Test
  void fencesAreFoundWhateverStandsAroundThem() throws Exception {
    String both = "```\nprint('any')\n```\n  ```py\nprint('mine')\n  ```\n```python\nprint('open')";
    assertThat(submit(both, oj("python", "")).path("extracted_code").asString())
        .isEqualTo("print('mine')\n");
    JsonNode open = submit("```cpp\nint x;\n", oj("cpp", ""));
    assertThat(open.path("extracted_type").asString()).isEqualTo("incomplete_fenced");
    String many = "```a\n".repeat(100_000);
    assertThat(submit(many, oj("python", "")).path("accepted").booleanValue()).isFalse();
  }

  @Test
  void answerWithoutAFenceHasNoProgram() throws Exception {
    JsonNode answer = submit("I do not know.", oj("python", ""));
    assertThat(answer.path("extracted_type").asString()).isEqualTo("empty");
    assertThat(answer.path("accepted").booleanValue()).isFalse();
  }

  @Test
  void programIsPutTogetherWithItsTests() throws Exception {
    String config =
        """
        {"dataset_type":"AutoEvalDataset","provided_data":{"id":1,"content":"c",
         "labels":"{\\"programming_language\\":\\"python\\"}",
         "test":{"code":"#<INSERT>\\nassert f(2) == 4\\nassert open('a').read() == 'hi'",
                 "asset":{"a":"aGk="}}}}""";
    String right =
        "```python\ndef f(x):\n    return x * 2\n\nif __name__ == '__main__':\n    1/0\n```";
    JsonNode answer = submit(right, config);
    assertThat(answer.path("accepted").booleanValue()).as(answer.toString()).isTrue();
    assertThat(answer.path("full_code").asString()).contains("assert f(2)").doesNotContain("1/0");
    assertThat(submit(right.replace("* 2", "* 3"), config).path("accepted").booleanValue())
        .isFalse();
  }

  @Test
  void humanEvalAndMbppAreJudged() throws Exception {
    String humanEval =
        """
        {"dataset_type":"HumanEvalDataset","provided_data":{"task_id":"HumanEval/0",
         "prompt":"def f(x):\\n","entry_point":"f","stop_tokens":["\\nSTOP"],
         "test":"def check(c):\\n    assert c(1) == 2\\n"}}""";
    assertThat(submit("    return x + 1\nSTOP nonsense", humanEval).path("accepted").booleanValue())
        .isTrue();
    assertThat(submit("    return x\n", humanEval).path("accepted").booleanValue()).isFalse();
    String mbpp =
        """
        {"dataset_type":"MBPPDataset","provided_data":{"id":1,"content":"c","labels":{},
         "test_list":["assert f(1) == 2"]}}""";
    assertThat(
            submit("def f(x):\n    return x + 1\nassert f(1) == 3\n[DONE] more", mbpp)
                .path("accepted")
                .booleanValue())
        .isTrue();
  }

  @Test
  void codeForTheServerItselfIsRefused() throws Exception {
    var response =
        post(
            "/submit",
            """
            {"dataset":"d","id":1,"completion":"","config":{"dataset_type":"CommonOJDataset",
             "custom_extract_logic":"import os","provided_data":{}}}""");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"detail\"").contains("custom_extract_logic");
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("{\"dataset\":\"d\",\"id\":1,\"completion\":\"\"}", "422", "config"),
            List.of(
                "{\"dataset\":\"d\",\"id\":1,\"completion\":\"\",\"config\":{}}",
                "400",
                "no eval class found for dataset d"),
            List.of(
                "{\"dataset\":\"d\",\"id\":1,\"completion\":\"\",\"config\":{\"dataset_type\":\"X\","
                    + "\"provided_data\":{}}}",
                "400",
                "eval class X not found"),
            List.of(
                "{\"dataset\":\"d\",\"id\":1,\"completion\":\"\",\"config\":"
                    + "{\"dataset_type\":\"CommonOJDataset\",\"provided_data\":{}}}",
                "400",
                "config.language field must exist"))) {
      var response = post("/submit", wrong.get(0));
      assertThat(response.statusCode()).as(wrong.get(0)).isEqualTo(Integer.parseInt(wrong.get(1)));
      assertThat(response.body()).contains(wrong.get(2));
    }
  }

  @Test
  void promptsOfProblemsSentAlongAreListed() throws Exception {
    String config =
        "{\"dataset_type\":\"CommonOJDataset\",\"provided_data\":[{\"id\":1,\"content\":\"a\","
            + "\"labels\":{\"x\":1},\"test\":[]},{\"id\":\"two\",\"content\":\"b\",\"test\":[]}]}";
    String body = "{\"dataset\":\"d\",\"config\":" + config + "}";
    assertThat(ask("/list_ids", body).toString()).isEqualTo("[1,\"two\"]");
    JsonNode prompts = ask("/get_prompts", body);
    assertThat(prompts.get(1).path("prompt").asString()).isEqualTo("b");
    assertThat(prompts.get(0).path("labels").path("x").intValue()).isEqualTo(1);
    assertThat(get("/list_datasets").body()).isEqualTo("[]");
  }
}

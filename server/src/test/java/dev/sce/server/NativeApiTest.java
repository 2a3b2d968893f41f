package dev.sce.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The product's own API. */
class NativeApiTest extends ServerFixture {
  @Test
  void programInShortIsRun() throws Exception {
    JsonNode answer =
        ask(
            "/v1/run",
            """
            {"id":"x","code":"import sys\\nprint(input(), sys.argv[1:])","stdin":"hi",
             "arguments":["a b"],"timeout":5,"memory":"256m"}""");
    assertThat(answer.path("outcome").asString()).as(answer.toString()).isEqualTo("OK");
    assertThat(answer.path("id").asString()).isEqualTo("x");
    assertThat(answer.path("command_results").get(0).path("stdout").asString())
        .isEqualTo("hi ['a b']\n");
    assertThat(answer.path("request_id").asString()).isNotEmpty();
    assertThat(answer.path("queued").isNumber()).isTrue();
  }

  @Test
  void programInFullIsRunWithFilesOfBothKinds() throws Exception {
    JsonNode answer =
        ask(
            "/v1/run",
            """
            {"files":{"a":"1"},"files_base64":{"b":"AP8="},"tracked_files":["c"],
             "commands":[{"command":["sh","-c","wc -c < b > c; echo $V; exit 4"],
                          "environment":{"V":"v"}}]}""");
    assertThat(answer.path("outcome").asString()).as(answer.toString()).isEqualTo("NONZERO_EXIT");
    assertThat(answer.path("command_results").get(0).path("return_code").intValue()).isEqualTo(4);
    assertThat(answer.path("tracked_files").path("c").asString().strip()).isEqualTo("2");
  }

  @Test
  void limitOfTheRowHoldsForCommandsWithoutTheirOwn() throws Exception {
    JsonNode answer =
        ask("/v1/run", "{\"timeout\":\"300ms\",\"commands\":[{\"command\":[\"sleep\",\"30\"]}]}");
    assertThat(answer.path("outcome").asString()).isEqualTo("TIME_LIMIT");
  }

  @Test
  void compilersPartComesFirst() throws Exception {
    JsonNode answer = ask("/v1/run", "{\"language\":\"c\",\"code\":\"int main(){return 5;}\"}");
    assertThat(answer.path("command_results")).hasSize(2);
    assertThat(answer.path("command_results").get(0).path("outcome").asString()).isEqualTo("OK");
    assertThat(answer.path("outcome").asString()).isEqualTo("NONZERO_EXIT");
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("{\"cod\":\"x\"}", "'cod'"),
            List.of("{\"code\":\"x\",\"timeout\":-1}", "timeout"),
            List.of("{\"code\":\"x\",\"memory\":\"lots\"}", "lots"),
            List.of("{\"code\":7}", "'code'"),
            List.of("{\"code\":\"x\",\"language\":\"nope\"}", "'nope'"),
            List.of("{\"code\":\"x\",\"files\":{\"../y\":\"\"}}", "../y"),
            List.of("{}", "'code'"),
            List.of("[1]", "object"),
            List.of("{", "JSON"))) {
      HttpResponse<String> response = post("/v1/run", wrong.getFirst());
      assertThat(response.statusCode()).as(wrong.getFirst()).isEqualTo(400);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(response.body()).as(wrong.getFirst()).contains(wrong.getLast());
    }
  }

  @Test
  void batchAnswersEveryRowAndThenItsEnd() throws Exception {
    String body =
        """
        {"id":"a","code":"print(1)"}

        {"id":"b","code":"while True: pass","timeout":0.3}
        {broken
        {"id":"c","commands":[{"command":["no-such-program"]}]}
        """;
    List<JsonNode> lines = lines(post("/v1/run/batch?order=input", body).body());
    assertThat(lines.stream().limit(4).map(line -> line.path("outcome").asString()))
        .containsExactly("OK", "TIME_LIMIT", "INVALID_INPUT", "NOT_STARTED");
    assertThat(lines.get(2).path("error").asString()).contains("line 4");
    assertThat(lines.getLast().path("end").booleanValue()).isTrue();
    assertThat(lines.getLast().path("rows").intValue()).isEqualTo(4);
    assertThat(lines.getLast().path("outcomes").path("OK").intValue()).isEqualTo(1);
  }

  @Test
  void largeBatchKeepsItsOrder() throws Exception {
    String body =
        IntStream.range(0, 300)
            .mapToObj(i -> "{\"id\":" + i + ",\"code\":\"print(" + i + ")\"}")
            .collect(Collectors.joining("\n"));
    List<JsonNode> lines = lines(post("/v1/run/batch?order=input", body).body());
    assertThat(lines).hasSize(301);
    for (int i = 0; i < 300; i++) {
      assertThat(lines.get(i).path("index").intValue()).isEqualTo(i);
      assertThat(lines.get(i).path("command_results").get(0).path("stdout").asString())
          .isEqualTo(i + "\n");
    }
  }

  @Test
  void sampleIsJudgedByAllTests() throws Exception {
    JsonNode answer =
        ask(
            "/v1/judge",
            """
            {"code":"print(sum(map(int, input().split())))",
             "tests":[{"input":"1 2","output":"3"},{"input":"1 3","output":"5"}]}""");
    assertThat(answer.path("verdict").asString()).as(answer.toString()).isEqualTo("FAILED");
    assertThat(answer.path("score").doubleValue()).isEqualTo(0.5);
    assertThat(answer.path("tests").get(0).path("passed").booleanValue()).isTrue();
    assertThat(answer.path("tests").get(1).path("detail").asString()).contains("'5' expected");
  }

  @Test
  void testsTellTheirKind() throws Exception {
    assertThat(
            ask("/v1/judge", "{\"code\":\"def f(x): return x\",\"tests\":[\"assert f(1) == 1\"]}")
                .path("verdict")
                .asString())
        .isEqualTo("PASSED");
    assertThat(
            ask(
                    "/v1/judge",
                    """
                    {"code":"def f(x): return [x]","function":"f",
                     "tests":[{"arguments":[1],"expected":[1]}]}""")
                .path("verdict")
                .asString())
        .isEqualTo("PASSED");
    assertThat(
            ask(
                    "/v1/judge",
                    """
                    {"completion":"    return x\\n","prompt":"def f(x):\\n","entry_point":"f",
                     "test":"def check(c):\\n    assert c(3) == 4\\n"}""")
                .path("verdict")
                .asString())
        .isEqualTo("FAILED");
    assertThat(post("/v1/judge", "{\"code\":\"x\"}").statusCode()).isEqualTo(400);
    assertThat(
            post(
                    "/v1/judge",
                    "{\"code\":\"x\",\"language\":\"nope\",\"tests\":[{\"output\":\"\"}]}")
                .body())
        .contains("'nope'")
        .contains("400");
    assertThat(post("/v1/judge", "{\"tests\":[\"assert 1\"]}").statusCode()).isEqualTo(400);
  }

  @Test
  void samplesOfProblemsSentAlongAreScored() throws Exception {
    String body =
        """
        {"dataset":"jsonl","k":[1],"problems":[{"id":"p","type":"assert","tests":["assert f() == 1"]}]}
        {"task_id":"p","code":"def f(): return 1"}
        {"task_id":"p","code":"def f(): return 2"}
        """;
    List<JsonNode> lines = lines(post("/v1/eval", body).body());
    assertThat(lines).hasSize(3);
    assertThat(lines.subList(0, 2).stream().map(line -> line.path("verdict").asString()))
        .containsExactlyInAnyOrder("PASSED", "FAILED");
    assertThat(lines.getLast().path("metrics").path("pass@1").doubleValue()).isEqualTo(0.5);
  }

  @Test
  void evaluationThatCannotBeginSaysWhy() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("", "line 1"),
            List.of("{\"dataset\":\"nope\"}", "humaneval"),
            List.of("{\"dataset\":\"jsonl\",\"language\":\"nope\"}", "nope"),
            List.of("{\"dataset\":\"jsonl\",\"limits\":{\"timout\":1}}", "'timout'"),
            List.of("{\"dataset\":\"humaneval\"}", "--problems"),
            List.of("{\"dataset\":\"jsonl\",\"problem\":[]}", "'problem'"),
            List.of("{\"dataset\":\"jsonl\",\"problems\":[]}", "no problems"),
            List.of("{\"dataset\":\"jsonl\",\"problems\":[{\"id\":\"x\"}]}", "type"))) {
      HttpResponse<String> response = post("/v1/eval", wrong.getFirst() + "\n");
      assertThat(response.statusCode()).as(wrong.getFirst()).isEqualTo(400);
      assertThat(response.body()).contains(wrong.getLast());
    }
  }

  @Test
  void rowsOfAnEvaluationThatCannotBeReadAreNamedByTheirLine() throws Exception {
    String body =
        """
        {"dataset":"jsonl","problems":[{"id":"p","type":"assert","tests":["assert f() == 1"]}]}
        {"task_id":"p","code":"def f(): return 1"}
        {broken
        {"task_id":"q","code":""}
        """;
    List<JsonNode> lines = lines(post("/v1/eval", body).body());
    assertThat(lines).hasSize(4);
    assertThat(lines.toString())
        .contains("INVALID_INPUT")
        .contains("line 3")
        .contains("line 4")
        .doesNotContain("/tmp");
  }

  @Test
  void toolThatIsMissingIsNamed() throws Exception {
    JsonNode answer = ask("/v1/run", "{\"language\":\"crystal\",\"code\":\"puts 1\"}");
    assumeTrue(answer.path("outcome").asString().equals("NOT_STARTED"), "Crystal is installed");
    assertThat(answer.path("error").asString()).startsWith("crystal is not installed here");
  }

  @Test
  void sameKeyIsRunOnce() throws Exception {
    String body = "{\"code\":\"import random; print(random.random())\"}";
    HttpRequest request =
        request("/v1/run")
            .header("Idempotency-Key", "k1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> first = send(request);
    HttpResponse<String> second = send(request);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
    HttpRequest other =
        request("/v1/run")
            .header("Idempotency-Key", "k1")
            .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"print(2)\"}"))
            .build();
    assertThat(send(other).statusCode()).isEqualTo(422);
  }

  @Test
  void textsWithTheSameHashAreDifferentRequests() throws Exception {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    HttpRequest.Builder request = request("/v1/run").header("Idempotency-Key", "k2");
    for (String text : List.of("Aa", "BB")) {
      String body = "{\"code\":\"print('" + text + "')\"}";
      HttpResponse<String> response =
          send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
      assertThat(response.statusCode()).isEqualTo(text.equals("Aa") ? 200 : 422);
    }
  }

  @Test
  void numbersThatNobodyCanUseAreTheClientsMistake() throws Exception {
    for (String body :
        List.of(
            "{\"code\":\"x\",\"tests\":[\"assert 1\"],\"time_limit\":1e400}",
            "{\"code\":\"x\",\"tests\":[\"assert 1\"],\"memory_limit\":0}")) {
      assertThat(post("/v1/judge", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(post("/v1/run", "{\"code\":\"\",\"output_limit\":\"900g\"}").statusCode())
        .isEqualTo(400);
    assertThat(post("/v1/run/batch?order=%25zz", "").statusCode()).isEqualTo(400);
  }

  @Test
  void deadlineOfTheClientHolds() throws Exception {
    HttpResponse<String> response =
        send(
            request("/v1/run")
                .header("X-Deadline-Seconds", "0.05")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"code\":\"import time; time.sleep(60)\",\"timeout\":90}"))
                .build());
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
    assertThat(ask("/v1/run", "{\"code\":\"print(1)\"}").path("outcome").asString())
        .isEqualTo("OK");
  }

  @Test
  void languagesAreListed() throws Exception {
    assertThat(get("/v1/languages").body()).contains("\"id\":\"python\"");
  }
}

package dev.sce.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code /run_code} answers for each way in which a program can end. */
class RunCodeTest extends ServerFixture {
  private JsonNode run(String language, String code, String more) throws Exception {
    return ask(
        "/run_code",
        "{\"language\":" + quoted(language) + ",\"code\":" + quoted(code) + more + "}");
  }

  private JsonNode python(String code, String more) throws Exception {
    return run("python", code, more);
  }

  @Test
  void programThatEndsWellIsASuccessWithAllMembersInOrder() throws Exception {
    String body = post("/run_code", "{\"code\":\"print(input())\",\"stdin\":\"é\"}").body();
    assertThat(body)
        .startsWith(
            "{\"status\":\"Success\",\"message\":\"\",\"compile_result\":null,\"run_result\":")
        .endsWith(",\"executor_pod_name\":null,\"files\":{}}")
        .contains("\"stdout\":\"é\\n\",\"stderr\":\"\"");
  }

  @Test
  void exitStatusIsAFailure() throws Exception {
    JsonNode answer = python("import sys; print('x', file=sys.stderr); sys.exit(3)", "");
    assertThat(answer.path("status").asString()).isEqualTo("Failed");
    assertThat(answer.path("run_result").path("status").asString()).isEqualTo("Finished");
    assertThat(answer.path("run_result").path("return_code").intValue()).isEqualTo(3);
    assertThat(answer.path("run_result").path("stderr").asString()).isEqualTo("x\n");
  }

  @Test
  void signalIsANegativeReturnCode() throws Exception {
    JsonNode answer = python("import os; os.kill(os.getpid(), 11)", "");
    assertThat(answer.path("status").asString()).isEqualTo("Failed");
    assertThat(answer.path("run_result").path("return_code").intValue()).isEqualTo(-11);
  }

  @Test
  void timeLimitHasNoReturnCodeAndKeepsWhatWasPrinted() throws Exception {
    JsonNode answer =
        python("print('part', flush=True)\nwhile True: pass", ",\"run_timeout\":\"0.5\"");
    assertThat(answer.path("status").asString()).isEqualTo("Failed");
    JsonNode run = answer.path("run_result");
    assertThat(run.path("status").asString()).isEqualTo("TimeLimitExceeded");
    assertThat(run.path("return_code").isNull()).isTrue();
    assertThat(run.path("stdout").asString()).isEqualTo("part\n");
    assertThat(run.path("execution_time").doubleValue()).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void timeLimitOfNothingIsOverAtOnce() throws Exception {
    JsonNode answer = python("print(1)", ",\"run_timeout\":0");
    assertThat(answer.path("run_result").path("status").asString()).isEqualTo("TimeLimitExceeded");
  }

  @Test
  void memoryLimitIsAKillWithItsReason() throws Exception {
    JsonNode answer = python("x = bytearray(10**9)\nprint(len(x))", ",\"memory_limit_MB\":100");
    assertThat(answer.path("status").asString()).isEqualTo("Failed");
    assertThat(answer.path("run_result").path("status").asString()).isEqualTo("Finished");
    assertThat(answer.path("run_result").path("return_code").intValue()).isNotZero();
  }

  @Test
  void largeOutputIsReturnedWhole() throws Exception {
    JsonNode answer = python("print('x' * 3_000_000)", "");
    assertThat(answer.path("status").asString()).isEqualTo("Success");
    assertThat(answer.path("run_result").path("stdout").asString()).hasSize(3_000_001);
  }

  @Test
  void endlessOutputIsAKillAndNoTimeLimit() throws Exception {
    JsonNode answer = python("while True: print('x' * 100_000)", "");
    assertThat(answer.path("status").asString()).isEqualTo("Failed");
    assertThat(answer.path("run_result").path("return_code").intValue()).isEqualTo(-9);
    assertThat(answer.path("run_result").path("stderr").asString()).contains("printed more");
  }

  @Test
  void compilerThatRefusesLeavesNoRun() throws Exception {
    JsonNode answer = run("cpp", "int main() { return x; }", "");
    assertThat(answer.path("status").asString()).isEqualTo("Failed");
    assertThat(answer.path("compile_result").path("status").asString()).isEqualTo("Finished");
    assertThat(answer.path("compile_result").path("return_code").intValue()).isNotZero();
    assertThat(answer.path("compile_result").path("stderr").asString()).contains("x");
    assertThat(answer.path("run_result").isNull()).isTrue();
  }

  @Test
  void programThatWasCompiledForAnEarlierRequestReadsItsOwnInput() throws Exception {
    String code = "#include <iostream>\nint main() { int x; std::cin >> x; std::cout << 2 * x; }";
    for (int i = 1; i <= 3; i++) {
      JsonNode answer = run("cpp", code, ",\"stdin\":\"" + i + "\"");
      assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("Success");
      assertThat(answer.path("compile_result").path("return_code").intValue()).isZero();
      assertThat(answer.path("run_result").path("stdout").asString()).isEqualTo("" + 2 * i);
    }
  }

  @Test
  void languageThatNobodyHasHereIsTheSandboxsFault() throws Exception {
    JsonNode answer = run("verilog", "module tb; endmodule", "");
    assertThat(answer.path("status").asString()).isEqualTo("SandboxError");
    assertThat(answer.path("message").asString()).contains("verilog");
    assertThat(answer.path("run_result").isNull()).isTrue();
  }

  @Test
  void wordThatIsNoLanguageIsAnInvalidRequest() throws Exception {
    var response = post("/run_code", "{\"code\":\"\",\"language\":\"brainf\"}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"literal_error\"").contains("'kotlin_script'");
  }

  @Test
  void missingCodeAndWrongTypesAreAllNamed() throws Exception {
    var response =
        post("/run_code", "{\"run_timeout\":\"soon\",\"memory_limit_MB\":64.5,\"stdin\":7}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body())
        .contains("\"missing\"", "\"float_parsing\"", "\"int_from_float\"", "\"string_type\"");
  }

  @Test
  void bodiesThatAreNoObjectsAreInvalid() throws Exception {
    for (String body : new String[] {"", "null", "[]", "7", "{", "\"x\"", "[".repeat(100_000)}) {
      assertThat(post("/run_code", body).statusCode()).as(body).isEqualTo(422);
    }
  }

  @Test
  void nullsAndUnknownMembersAreIgnored() throws Exception {
    JsonNode answer =
        python("print(2)", ",\"stdin\":null,\"files\":{\"a\":null},\"expected_stdout\":\"2\"");
    assertThat(answer.path("run_result").path("stdout").asString()).isEqualTo("2\n");
  }

  @Test
  void filesGoInAndComeOut() throws Exception {
    String text = Base64.getEncoder().encodeToString("hello".getBytes(StandardCharsets.UTF_8));
    JsonNode answer =
        python(
            "open('out/b.txt','w').write(open('in/a.txt').read().upper())",
            ",\"files\":{\"in/a.txt\":"
                + quoted(text)
                + ",\"out/x\":\"\"},\"fetch_files\":[\"out/b.txt\",\"missing\",\"/work/in/a.txt\"]");
    assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("Success");
    JsonNode files = answer.path("files");
    assertThat(
            new String(
                Base64.getDecoder().decode(files.path("out/b.txt").asString()),
                StandardCharsets.UTF_8))
        .isEqualTo("HELLO");
    assertThat(files.has("missing")).isFalse();
    assertThat(files.path("/work/in/a.txt").asString()).isEqualTo(text);
  }

  @Test
  void filesOutsideTheWorkingDirectoryAreRefused() throws Exception {
    for (String name : new String[] {"/etc/passwd", "../x", "a/../../x"}) {
      var response = post("/run_code", "{\"code\":\"\",\"files\":{" + quoted(name) + ":\"\"}}");
      assertThat(response.statusCode()).as(name).isEqualTo(422);
    }
  }

  @Test
  void halfACharacterInTheCodeIsReplaced() throws Exception {
    JsonNode answer =
        ask("/run_code", "{\"code\":\"print(len('\\ud83d'), '\\ud83d')\",\"stdin\":\"\\ud83d\"}");
    assertThat(answer.path("run_result").path("stdout").asString()).isEqualTo("1 \ufffd\n");
  }

  @Test
  void slashAtTheEndAndHeadAreAccepted() throws Exception {
    assertThat(post("/run_code/", "{\"code\":\"print(1)\"}").statusCode()).isEqualTo(200);
    assertThat(get("/v1/ping").body()).isEqualTo("\"pong\"");
    assertThat(get("/run_code").statusCode()).isEqualTo(405);
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }
}

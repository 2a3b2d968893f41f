package dev.sce.server.piston;

import static dev.sce.server.piston.PistonServer.addFile;
import static dev.sce.server.piston.PistonServer.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PistonTest {
  private static final String MISSING =
      """
      [{"id": "missing", "names": [], "extensions": ["zz"], "source": "main.zz",
        "run": ["no-such-tool", "{source}"], "version": ["no-such-tool", "--version"]}]
      """;

  private static PistonServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Path table = Files.writeString(folder.resolve("languages.json"), MISSING);
    server = new PistonServer(LanguageTable.standard().with(table));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode ran(ObjectNode body) throws IOException, InterruptedException {
    PistonServer.Response response = server.execute(body);
    assertThat(response.status()).as("%s", response.json()).isEqualTo(200);
    return response.json();
  }

  private static JsonNode run(String code) throws IOException, InterruptedException {
    return ran(program("python", code)).get("run");
  }

  private static void assertKilled(JsonNode stage, String status) {
    assertThat(stage.get("code").isNull()).isTrue();
    assertThat(stage.get("signal").asString()).isEqualTo("SIGKILL");
    assertThat(stage.get("status").asString()).isEqualTo(status);
  }

  @Test
  void aProgramThatEndsWellHasItsOutputAndAllFieldsInOrder() throws Exception {
    JsonNode answer = ran(program("py", "import sys; print(1); print(2, file=sys.stderr)"));
    assertThat(answer.propertyNames()).containsExactly("run", "language", "version");
    JsonNode run = answer.get("run");
    assertThat(run.propertyNames())
        .containsExactly(
            "signal",
            "stdout",
            "stderr",
            "code",
            "output",
            "memory",
            "message",
            "status",
            "cpu_time",
            "wall_time");
    assertThat(run.get("code").asInt()).isZero();
    assertThat(run.get("signal").isNull()).isTrue();
    assertThat(run.get("status").isNull()).isTrue();
    assertThat(run.get("stdout").asString()).isEqualTo("1\n");
    assertThat(run.get("stderr").asString()).isEqualTo("2\n");
    assertThat(run.get("output").asString()).isEqualTo("1\n2\n");
    assertThat(answer.get("language").asString()).isEqualTo("python");
    assertThat(answer.get("version").asString()).matches("3\\.\\d+\\.\\d+");
  }

  @Test
  void anExitStatusIsACode() throws Exception {
    JsonNode run = run("raise SystemExit(3)");
    assertThat(run.get("code").asInt()).isEqualTo(3);
    assertThat(run.get("status").asString()).isEqualTo("RE");
    assertThat(run.get("message").asString()).isEqualTo("Exited with error status 3");
  }

  @Test
  void aSignalHasItsName() throws Exception {
    JsonNode run = run("import os; os.kill(os.getpid(), 11)");
    assertThat(run.get("code").isNull()).isTrue();
    assertThat(run.get("signal").asString()).isEqualTo("SIGSEGV");
    assertThat(run.get("status").asString()).isEqualTo("SG");
  }

  @Test
  void aTimeLimitInMillisecondsKeepsWhatWasPrinted() throws Exception {
    ObjectNode body = program("python", "print(1, flush=True)\nwhile True: pass");
    JsonNode run = ran(body.put("run_timeout", 300)).get("run");
    assertKilled(run, "TO");
    assertThat(run.get("stdout").asString()).isEqualTo("1\n");
  }

  @Test
  void aLimitOfProcessorTimeEndsTheRunToo() throws Exception {
    ObjectNode body = program("python", "while True: pass");
    assertKilled(ran(body.put("run_cpu_time", 200).put("run_timeout", 60_000)).get("run"), "TO");
  }

  @Test
  void aMemoryLimitInBytesKills() throws Exception {
    ObjectNode body = program("python", "x = bytearray(500 << 20); print(len(x))");
    assertKilled(ran(body.put("run_memory_limit", 64 << 20)).get("run"), "SG");
    assertThat(ran(body.put("run_memory_limit", -1)).get("run").get("code").asInt()).isZero();
  }

  @Test
  void tooMuchOutputNamesTheStream() throws Exception {
    String endless = "import sys\nwhile True: sys.%s.write('x' * 100000)";
    assertKilled(run(endless.formatted("stdout")), "OL");
    assertKilled(run(endless.formatted("stderr")), "EL");
  }

  @Test
  void aCompileErrorIsTheRunToo() throws Exception {
    JsonNode answer = ran(program("c++", "int main() { return undeclared; }"));
    assertThat(answer.get("compile").get("code").asInt()).isEqualTo(1);
    assertThat(answer.get("compile").get("stderr").asString()).contains("undeclared");
    assertThat(answer.get("run")).isEqualTo(answer.get("compile"));
  }

  @Test
  void aCompiledProgramHasBothStages() throws Exception {
    JsonNode answer = ran(program("c++17", "#include <cstdio>\nint main() { puts(\"hi\"); }"));
    assertThat(answer.get("compile").get("code").asInt()).isZero();
    assertThat(answer.get("run").get("stdout").asString()).isEqualTo("hi\n");
    assertThat(answer.get("language").asString()).isEqualTo("c++17");
  }

  @Test
  void aLanguageWhoseToolIsMissingIsUnknown() throws Exception {
    PistonServer.Response response = server.execute(program("missing", "x"));
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().get("message").asString()).isEqualTo("missing-* runtime is unknown");
    List<String> names = new ArrayList<>();
    server.get("runtimes").json().forEach(runtime -> names.add(runtime.get("language").asString()));
    assertThat(names).contains("python", "c++").doesNotContain("missing");
  }

  @ParameterizedTest
  @CsvSource({
    "null, 'language is required as a string'",
    "[], 'language is required as a string'",
    "'{\"language\": 1}', 'language is required as a string'",
    "'{\"language\": \"python\"}', 'version is required as a string'",
    "'{\"language\": \"python\", \"version\": \"*\"}', 'files is required as an array'",
    "'{\"language\": \"python\", \"version\": \"*\", \"files\": [1]}',"
        + " 'files[0].content is required as a string'",
    "'{\"language\": \"python\", \"version\": \"2.x\", \"files\": []}',"
        + " 'python-2.x runtime is unknown'",
    "'{\"language\": \"python\", \"version\": \"*\", \"files\": []}',"
        + " 'files must include at least one utf8 encoded file'",
    "'{\"language\": \"python\", \"version\": \"*\","
        + " \"files\": [{\"content\": \"é\", \"encoding\": \"base64\"}, {\"content\": \"\"}],"
        + " \"run_timeout\": true}', 'If specified, run_timeout must be a number'",
    "'{\"language\": \"python\", \"version\": \"*\", \"files\": [{\"content\": \"\"}],"
        + " \"run_timeout\": 1e9}',"
        + " 'run_timeout cannot exceed the configured limit of 600000'",
    "'{\"language\": \"python\", \"version\": \"*\", \"files\": [{\"content\": \"\"}],"
        + " \"compile_cpu_time\": -1}', 'compile_cpu_time must be non-negative'"
  })
  void whatIsRefusedSaysWhy(String body, String message) throws Exception {
    PistonServer.Response response = server.post("execute", body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().get("message").asString()).isEqualTo(message);
  }

  @Test
  void aBodyThatIsNoJsonAndAFileOutsideAreRefusedInJson() throws Exception {
    assertThat(server.post("execute", "{").status()).isEqualTo(400);
    ObjectNode body = program("python", "print(1)");
    addFile(body, "../outside", "x");
    PistonServer.Response response = server.execute(body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().get("message").asString()).contains("outside");
  }

  @Test
  void argumentsInputAndFilesReachTheProgram() throws Exception {
    ObjectNode body = program("python", "import sys, other; print(sys.argv[1:], other.X, input())");
    body.withArray("files")
        .addObject()
        .put("name", "other.py")
        .put("content", "WCA9IDU=")
        .put("encoding", "base64");
    body.putArray("args").add("a b").add(7);
    assertThat(ran(body.put("stdin", "in")).get("run").get("stdout").asString())
        .isEqualTo("['a b', '7'] 5 in\n");
  }

  @Test
  void anEmptyInputIsOneEmptyLine() throws Exception {
    assertThat(run("import sys; print(repr(sys.stdin.read()))").get("stdout").asString())
        .isEqualTo("'\\n'\n");
  }

  @Test
  void halfACharacterIsReplaced() throws Exception {
    JsonNode answer =
        ran(program("python", "print('\\ud800'.encode('utf-8', 'replace'))\n#\ud800"));
    assertThat(answer.get("run").get("stdout").asString()).isEqualTo("b'?'\n");
  }

  @Test
  void installingWhatIsThereSucceedsAndAnythingElseDoesNot() throws Exception {
    PistonServer.Response there =
        server.post("packages", "{\"language\": \"python\", \"version\": \"3.x\"}");
    assertThat(there.status()).isEqualTo(200);
    assertThat(there.json().get("version").asString()).startsWith("3.");
    PistonServer.Response none =
        server.post("packages", "{\"language\": \"missing\", \"version\": \"1.0.0\"}");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.json().get("message").asString())
        .isEqualTo("Requested package missing-1.0.0 does not exist");
    JsonNode all = server.get("packages").json();
    assertThat(all.get(0).propertyNames())
        .containsExactly("language", "language_version", "installed");
  }
}

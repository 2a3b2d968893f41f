package dev.sce.server.piston;

import static dev.sce.server.piston.PistonServer.addFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CodeforcesTest {
  private static final String LIMITS = "TIME_LIMIT=1.0\nMEMORY_LIMIT=64.0\nINPUT_MODE=";
  private static final String SUM = "print(sum(map(int, input().split())))";

  private static PistonServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new PistonServer(LanguageTable.standard());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Returns a request as open-r1 sends it. */
  private static ObjectNode test(String language, String code, String mode) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("language", language).put("version", "*");
    addFile(body, language.contains("python") ? "main.python" : "main.cpp", code);
    addFile(body, "input.txt", "1 2\r\n");
    addFile(body, "correct_output.txt", "3\r\n");
    addFile(body, "grader_config", LIMITS + mode);
    return body.put("run_timeout", 11_000);
  }

  private static JsonNode score(ObjectNode body) throws IOException, InterruptedException {
    PistonServer.Response response = server.execute(body);
    assertThat(response.status()).as("%s", response.json()).isEqualTo(200);
    return response.json();
  }

  private static JsonNode python(String code) throws IOException, InterruptedException {
    JsonNode answer = score(test("cf_python3", code, "stdio"));
    assertThat(answer.get("compile").get("code").asInt()).isZero();
    return answer.get("run");
  }

  private static void assertVerdict(JsonNode run, int code, String verdict, String reason) {
    assertThat(run.get("stdout").asString().strip()).isEqualTo(verdict);
    assertThat(run.get("code").asInt(-1)).isEqualTo(code);
    assertThat(run.get("stderr").asString()).contains(reason);
  }

  @Test
  void theRunsOutputIsTheVerdict() throws Exception {
    assertVerdict(python(SUM), 0, "1", "Output is correct");
    assertVerdict(python("print(4)"), 0, "0", "Output isn't correct");
  }

  @Test
  void aFailureHasACodeOfItsOwn() throws Exception {
    assertVerdict(python("while True: pass"), 124, "0", "Time limit exceeded (1.0s)");
    assertVerdict(python("bytearray(500 << 20)"), 134, "0", "Memory limit exceeded (64.0MB)");
    assertVerdict(python("raise SystemExit(7)"), 7, "0", "exit code 7");
    assertVerdict(python("import os; os.abort()"), 134, "0", "exit code 134");
    assertVerdict(python("import os; os.kill(os.getpid(), 11)"), 139, "0", "exit code 139");
  }

  @Test
  void endlessOutputIsWrong() throws Exception {
    String code = "import os\nwhile True: os.write(1, b'x' * (1 << 20))";
    ObjectNode body = test("cf_python3", code, "stdio");
    body.withArray("files").remove(3);
    addFile(body, "grader_config", "TIME_LIMIT=60");
    assertVerdict(score(body).get("run"), 0, "0", "Output limit exceeded");
  }

  @Test
  void aVerdictOrAnAnswerCannotBeTakenFromTheProgramsSide() throws Exception {
    assertVerdict(python("print(1)"), 0, "0", "");
    String look =
        """
        import os
        for folder, _, names in os.walk('.'):
            for name in names:
                if name != 'main.py':
                    print(open(os.path.join(folder, name)).read())
        """;
    assertVerdict(python(look), 0, "0", "");
  }

  @Test
  void aCompiledProgramKnowsItsJudge() throws Exception {
    String code =
        """
        #include <iostream>
        int main() {
        #ifdef ONLINE_JUDGE
          int a, b; std::cin >> a >> b; std::cout << a + b;
        #endif
        }
        """;
    assertVerdict(score(test("c++17", code, "stdio")).get("run"), 0, "1", "");
  }

  @Test
  void aCompileErrorHasTheCompilersCode() throws Exception {
    JsonNode answer = score(test("c++17", "x", "stdio"));
    assertThat(answer.get("compile").get("code").asInt()).isEqualTo(1);
    assertThat(answer.get("run")).isEqualTo(answer.get("compile"));
  }

  @Test
  void aProgramMayReadAndWriteFiles() throws Exception {
    String code =
        "print(sum(map(int, open('input.txt').read().split())), file=open('output.txt', 'w'))";
    assertVerdict(score(test("cf_python3", code, "file")).get("run"), 0, "1", "");
    assertVerdict(score(test("cf_python3", "print(3)", "file")).get("run"), 0, "0", "");
    assertVerdict(python(code), 1, "0", "FileNotFoundError");
  }

  @ParameterizedTest
  @CsvSource({
    "'print(input_, answer, output)', 0, 0",
    "'print(int(output) == int(answer) == 3 and input_ == \"1 2\\n\")', 0, 0",
    "'print(int(int(output) == int(answer) and input_ == \"1 2\\n\"))', 1, 0",
    "'print(100)', 1, 0",
    "'print(50)', 0, 0",
    "'print(1); raise SystemExit(2)', 1, 2",
    "'print(0); raise SystemExit(1)', 0, 1"
  })
  void aCheckerDecidesByWhatItPrints(String code, String verdict, int status) throws Exception {
    String read = "import sys\ninput_, answer, output = (open(p).read() for p in sys.argv[1:])\n";
    ObjectNode body = test("cf_python3", SUM, "stdio");
    addFile(body, "checker.py", read + code);
    assertVerdict(score(body).get("run"), status, verdict, "");
  }

  @ParameterizedTest
  @CsvSource({
    "'raise ValueError(7)', ValueError: 7",
    "'import os; os.kill(os.getpid(), 11)', SIGNALED"
  })
  void aCheckerThatFailsIsNotTheProgramsFault(String code, String reason) throws Exception {
    ObjectNode body = test("cf_python3", SUM, "stdio");
    addFile(body, "checker.py", code);
    PistonServer.Response response = server.execute(body);
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.json().get("message").asString())
        .contains("checker gave no verdict")
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource({"'print(\"yEs\\n\\n  No\")', 1", "'print(\"yes\")', 0", "'print(\"YESNO\")', 0"})
  void whiteSpaceIsAllAlikeAndSoAreCasesOfYes(String code, String verdict) throws Exception {
    ObjectNode body = test("cf_python3", code, "stdio");
    body.withArray("files").remove(2);
    addFile(body, "correct_output.txt", "Yes NO");
    assertVerdict(score(body).get("run"), 0, verdict, "");
  }

  @Test
  void withoutAnExpectedOutputTheProgramsOwnIsReturned() throws Exception {
    ObjectNode body = test("cf_python3", SUM, "stdio");
    body.withArray("files").remove(2);
    assertVerdict(score(body).get("run"), 0, "3", "");
  }

  @Test
  void aConfigurationThatIsNoneIsRefused() throws Exception {
    ObjectNode body = test("cf_python3", SUM, "stdio");
    body.withArray("files").remove(3);
    addFile(body, "grader_config", "TIME_LIMIT=soon");
    PistonServer.Response response = server.execute(body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().get("message").asString()).contains("TIME_LIMIT");
  }
}

package dev.sce.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.server.ServerFixture;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The protocol over HTTP, in both eras. */
class McpTest extends ServerFixture {
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"VERSION\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  private HttpResponse<String> post(String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        request("/mcp")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  private static String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\""
        + method
        + "\",\"params\":"
        + params
        + "}";
  }

  private HttpResponse<String> modern(String version, String method) throws Exception {
    String body = message(method, "{" + META.replace("VERSION", version) + "}");
    return post(body, "MCP-Protocol-Version", version, "Mcp-Method", method);
  }

  private JsonNode call(String arguments) throws Exception {
    String params = "{\"name\":\"run_code\",\"arguments\":" + arguments + "}";
    HttpResponse<String> answer = post(message("tools/call", params));
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body()).path("result");
  }

  // ---- how programs end -----------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"code\":\"print(input())\",\"stdin\":\"a\"} | OK | 0 | run",
        "{\"code\":\"exit(3)\"} | NONZERO_EXIT | 3 | run",
        "{\"code\":\"import os; os.kill(os.getpid(), 11)\"} | SIGNALED | -11 | run",
        "{\"code\":\"while True: pass\",\"timeout\":0.3} | TIME_LIMIT | -9 | run",
        "{\"code\":\"x = bytearray(3 << 30)\"} | MEMORY_LIMIT | -9 | run",
        "{\"code\":\"while True: print('x' * 9999)\"} | OUTPUT_LIMIT | -9 | run",
        "{\"code\":\"int main() { return x; }\",\"language\":\"c\"} | NONZERO_EXIT | 1 | compile",
      })
  void howAProgramEndsIsAResult(String arguments, String outcome, int code, String stage)
      throws Exception {
    JsonNode result = call(arguments);
    JsonNode told = result.path("structuredContent");
    assertThat(result.path("isError").asBoolean(true)).as(result.toString()).isFalse();
    assertThat(told.path("outcome").asString()).isEqualTo(outcome);
    assertThat(told.path("return_code").asInt()).isEqualTo(code);
    assertThat(told.path("stage").asString()).isEqualTo(stage);
    assertThat(result.at("/content/0/text").asString()).contains(outcome);
  }

  @Test
  void filesAreThereAndOutputIsInTheText() throws Exception {
    JsonNode result =
        call("{\"code\":\"print(open('a.txt').read())\",\"files\":{\"a.txt\":\"inside\"}}");
    assertThat(result.at("/structuredContent/stdout").asString()).isEqualTo("inside\n");
    assertThat(result.at("/content/0/text").asString()).contains("inside");
  }

  @Test
  void longOutputIsCutAndSaidToBe() throws Exception {
    JsonNode result = call("{\"code\":\"print('😀' * 60000)\"}");
    assertThat(result.at("/structuredContent/truncated").asBoolean()).isTrue();
    String shown = result.at("/structuredContent/stdout").asString();
    assertThat(shown).hasSize(50_000).doesNotContain("\ufffd", "?");
  }

  @Test
  void halfCharactersOfAModelAreReplaced() throws Exception {
    JsonNode result = call("{\"code\":\"print('a\\ud83d')\"}");
    assertThat(result.at("/structuredContent/outcome").asString()).isEqualTo("OK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"code\":1}",
        "{\"code\":\"\",\"language\":\"nothing\"}",
        "{\"code\":\"\",\"timeout\":0}",
        "{\"code\":\"\",\"files\":[]}",
        "{\"code\":\"\",\"files\":{\"../a\":\"\"}}",
        "{\"code\":\"\",\"language\":\"no\\ud83d\"}",
      })
  void wrongArgumentsAreToldToTheModel(String arguments) throws Exception {
    JsonNode result = call(arguments);
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
    assertThat(result.at("/content/0/text").asString()).isNotBlank();
  }

  @Test
  void thePythonToolRunsPython() throws Exception {
    String params =
        "{\"name\":\"run_python_code\",\"arguments\":{\"python_code\":\"print(6 * 7)\"}}";
    assertThat(post(message("tools/call", params)).body()).contains("\"stdout\":\"42\\n\"");
  }

  // ---- the era of handshakes ------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "2024-11-05, 2024-11-05",
    "2025-11-25, 2025-11-25",
    "1999-01-01, 2025-11-25",
  })
  void theHandshakeAgreesOnAVersion(String asked, String agreed) throws Exception {
    String params =
        "{\"protocolVersion\":\""
            + asked
            + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\"}}";
    HttpResponse<String> answer = post(message("initialize", params));
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode result = Json.MAPPER.readTree(answer.body()).path("result");
    assertThat(result.path("protocolVersion").asString()).isEqualTo(agreed);
    assertThat(result.at("/serverInfo/name").asString()).isEqualTo("sce");
    assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
  }

  @Test
  void pingIsAnsweredAndNotificationsAreNot() throws Exception {
    assertThat(post(message("ping", "{}"), "MCP-Protocol-Version", "2025-06-18").body())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{}}");
    HttpResponse<String> answer =
        post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aVersionThatNobodyKnowsIsRefused() throws Exception {
    HttpResponse<String> answer = post(message("ping", "{}"), "MCP-Protocol-Version", "1999-01-01");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("-32022").contains("\"requested\":\"1999-01-01\"");
  }

  @Test
  void aMethodThatDoesNotExistHasStatus200() throws Exception {
    HttpResponse<String> answer = post(message("prompts/list", "{}"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("-32601");
  }

  // ---- the era of versions in each message ----------------------------------------------------

  @Test
  void discoveryNeedsNoHandshake() throws Exception {
    HttpResponse<String> answer = modern("2026-07-28", "server/discover");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode result = Json.MAPPER.readTree(answer.body()).path("result");
    assertThat(result.path("resultType").asString()).isEqualTo("complete");
    assertThat(result.at("/supportedVersions/0").asString()).isEqualTo("2026-07-28");
    assertThat(result.path("ttlMs").asLong()).isPositive();
    assertThat(result.path("cacheScope").asString()).isEqualTo("public");
    assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").asString())
        .isEqualTo("sce");
  }

  @Test
  void everyModernResultSaysWhatItIs() throws Exception {
    String params =
        "{\"name\":\"run_code\",\"arguments\":{\"code\":\"\"},"
            + META.replace("VERSION", "2026-07-28")
            + "}";
    HttpResponse<String> answer =
        post(
            message("tools/call", params),
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "tools/call",
            "Mcp-Name",
            "=?base64?cnVuX2NvZGU=?=");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.MAPPER.readTree(answer.body()).at("/result/resultType").asString())
        .isEqualTo("complete");
  }

  @Test
  void anotherVersionIsRefusedWithThoseThatAreSpoken() throws Exception {
    HttpResponse<String> answer = modern("2099-01-01", "tools/list");
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = Json.MAPPER.readTree(answer.body()).path("error");
    assertThat(error.path("code").asInt()).isEqualTo(-32022);
    assertThat(error.at("/data/supported/0").asString()).isEqualTo("2026-07-28");
  }

  @Test
  void aMethodThatDoesNotExistHasStatus404() throws Exception {
    HttpResponse<String> answer = modern("2026-07-28", "ping");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("-32601");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-28, tools/call, tools/call, run_python_code",
    "2026-07-28, tools/call, tools/list, run_code",
    "2025-11-25, tools/call, tools/call, run_code",
  })
  void headersThatSaySomethingElseAreRefused(
      String version, String method, String methodHeader, String name) throws Exception {
    String params = "{\"name\":\"run_code\"," + META.replace("VERSION", "2026-07-28") + "}";
    HttpResponse<String> answer =
        post(
            message(method, params),
            "MCP-Protocol-Version",
            version,
            "Mcp-Method",
            methodHeader,
            "Mcp-Name",
            name);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("-32020");
  }

  @Test
  void aModernHeaderNeedsAModernMessage() throws Exception {
    HttpResponse<String> answer =
        post(message("tools/list", "{}"), "MCP-Protocol-Version", "2026-07-28");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("-32020");
  }

  @Test
  void aModernMessageSaysWhatItsClientCanDo() throws Exception {
    String params = "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}";
    HttpResponse<String> answer =
        post(
            message("tools/list", params),
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "tools/list");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("-32602");
  }

  // ---- the transport --------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "null",
        "{}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
      })
  void whatIsNoMessageIsRefused(String body) throws Exception {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.MAPPER.readTree(answer.body()).at("/error/code").asInt()).isNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE"})
  void thereAreNeitherStreamsNorSessions(String method) throws Exception {
    HttpRequest request = request("/mcp").method(method, BodyPublishers.noBody()).build();
    assertThat(send(request).statusCode()).isEqualTo(405);
  }

  @Test
  void pagesOfOtherSitesAreForbidden() throws Exception {
    HttpResponse<String> answer = post(message("ping", "{}"), "Origin", "https://pages.example");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Json.MAPPER.readTree(answer.body()).path("jsonrpc").asString()).isEqualTo("2.0");
  }

  @Test
  void anUnknownToolIsAnError() throws Exception {
    String body = post(message("tools/call", "{\"name\":\"nothing\"}")).body();
    assertThat(body).contains("-32602").contains("nothing");
  }
}

package dev.sce.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.json.Json;
import dev.sce.server.McpServer;
import dev.sce.server.ServerConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The protocol over streams. */
class McpLinesTest {
  private static McpServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        McpServer.start(
            ServerConfig.builder()
                .execution(ExecutionConfig.builder().workers(2).build())
                .largestBody(DataSize.ofKibibytes(64))
                .drainTime(Duration.ofSeconds(60))
                .build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<JsonNode> converse(String... lines) throws Exception {
    byte[] input = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    server.converse(new ByteArrayInputStream(input), out);
    List<JsonNode> answers = new ArrayList<>();
    out.toString(StandardCharsets.UTF_8).lines().map(Json.MAPPER::readTree).forEach(answers::add);
    return answers;
  }

  private static String call(int id, String code) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"tools/call\",\"params\":{\"name\":\"run_code\",\"arguments\":{\"code\":\""
        + code
        + "\"}}}";
  }

  @Test
  void eachRequestHasItsAnswerThoughTheInputEnds() throws Exception {
    List<JsonNode> answers =
        converse(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
            call(1, "print(1)"),
            "",
            call(2, "print(2)"));
    Map<Integer, String> printed = new HashMap<>();
    for (JsonNode answer : answers) {
      printed.put(
          answer.path("id").asInt(), answer.at("/result/structuredContent/stdout").asString());
    }
    assertThat(printed).isEqualTo(Map.of(1, "1\n", 2, "2\n"));
  }

  @Test
  void aCancelledRequestEndsWithoutAnAnswer() throws Exception {
    List<JsonNode> answers =
        converse(
            call(1, "while True: pass"),
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                + "\"params\":{\"requestId\":1}}",
            call(2, "print(2)"));
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst().path("id").asInt()).isEqualTo(2);
  }

  @Test
  void anIdUnderWayIsNotUsedTwice() throws Exception {
    List<JsonNode> answers = converse(call(1, "import time; time.sleep(2)"), call(1, "print(2)"));
    assertThat(answers).hasSize(2);
    assertThat(answers).anyMatch(answer -> answer.at("/error/code").asInt() == -32600);
  }

  @Test
  void whatIsNoMessageDoesNotEndTheConversation() throws Exception {
    List<JsonNode> answers =
        converse(
            "nonsense",
            "\"" + "x".repeat(70_000) + "\"",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0).at("/error/code").asInt()).isEqualTo(-32700);
    assertThat(answers.get(1).at("/error/code").asInt()).isEqualTo(-32600);
    assertThat(answers.get(2).path("id").asInt()).isEqualTo(1);
  }

  @Test
  void modernMessagesNeedNoHeaders() throws Exception {
    List<JsonNode> answers =
        converse(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{\"_meta\":{"
                + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}");
    assertThat(answers.getFirst().at("/result/supportedVersions/0").asString())
        .isEqualTo("2026-07-28");
  }
}

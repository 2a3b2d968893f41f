package dev.sce.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sce.ExecutionConfig;
import dev.sce.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Queueing, hanging up, and the time that answers may take. */
class LoadTest extends ServerFixture {
  private static final String FOREVER = "{\"code\":\"import time; time.sleep(60)\",\"timeout\":90}";

  LoadTest() {
    super(
        settings ->
            settings
                // Programs here sleep to be seen running.
                .execution(ExecutionConfig.builder().workers(2).maxIdlePrograms(0).build())
                .keepAlive(Duration.ofMillis(100))
                .queueWait(Duration.ofMillis(700))
                .drainTime(Duration.ofSeconds(60)));
  }

  private JsonNode info() throws Exception {
    return Json.MAPPER.readTree(get("/v1/stats").body());
  }

  private int running() throws Exception {
    return info().path("running").intValue();
  }

  /** Sends a request and returns the connection, whose answer nobody reads. */
  private Socket begin(String path, String body) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket
        .getOutputStream()
        .write(
            ("POST "
                    + path
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body)
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  @Test
  void clientThatHangsUpFreesItsPlace() throws Exception {
    try (Socket one = begin("/v1/run", FOREVER);
        Socket two = begin("/run_code", FOREVER.replace("timeout", "run_timeout"))) {
      await().atMost(LONG).until(() -> running() == 2);
      assertThat(one.isConnected() && two.isConnected()).isTrue();
    }
    await().atMost(LONG).until(() -> running() == 0);
  }

  @Test
  void batchWhoseClientHangsUpFreesItsPlaces() throws Exception {
    try (Socket batch = begin("/v1/run/batch", (FOREVER + "\n").repeat(5))) {
      await().atMost(LONG).until(() -> running() == 2);
      assertThat(batch.isConnected()).isTrue();
    }
    await().atMost(LONG).until(() -> running() == 0 && info().path("waiting").intValue() == 0);
  }

  @Test
  void requestThatWaitsTooLongIsTold() throws Exception {
    try (Socket one = begin("/v1/run", FOREVER);
        Socket two = begin("/v1/run", FOREVER)) {
      await().atMost(LONG).until(() -> running() == 2);
      // Its status was sent ahead as 200, so its body has to tell.
      HttpResponse<String> response = post("/run_code", "{\"code\":\"print(1)\"}");
      JsonNode answer = Json.MAPPER.readTree(response.body());
      assertThat(answer.path("status").asString()).isEqualTo("SandboxError");
      assertThat(answer.path("message").asString()).contains("turn");
      assertThat(one.isConnected() && two.isConnected()).isTrue();
    }
    await().atMost(LONG).until(() -> running() == 0);
  }

  @Test
  void rowsOfABatchWaitForEachOtherAsLongAsItTakes() throws Exception {
    String body = "{\"code\":\"import time; time.sleep(0.5); print(1)\"}\n".repeat(8);
    List<JsonNode> lines = lines(post("/v1/run/batch", body).body());
    assertThat(lines).hasSize(9);
    assertThat(lines.subList(0, 8))
        .allSatisfy(line -> assertThat(line.path("outcome").asString()).isEqualTo("OK"));
  }

  @Test
  void longBatchesOfCodeJudgeWaitHoweverShortTheQueueIs() throws Exception {
    String one = "{\"type\":\"python\",\"solution\":\"import time; time.sleep(0.5)\"}";
    String body = "{\"submissions\":[" + String.join(",", Collections.nCopies(8, one)) + "]}";
    JsonNode results = Json.MAPPER.readTree(post("/run/long-batch", body).body()).path("results");
    assertThat(results).hasSize(8);
    results.forEach(each -> assertThat(each.path("run_success").asBoolean()).isTrue());
  }

  @Test
  void slowAnswerBeginsWithWhiteSpace() throws Exception {
    HttpResponse<String> response =
        post("/v1/run", "{\"code\":\"import time; time.sleep(1.5); print(7)\"}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith(" ");
    assertThat(
            Json.MAPPER
                .readTree(response.body())
                .path("command_results")
                .get(0)
                .path("stdout")
                .asString())
        .isEqualTo("7\n");
  }

  @Test
  void manyConnectionsAreAllAnswered() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(
          client()
              .sendAsync(request("/v1/ping").GET().build(), HttpResponse.BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> each : all) {
      assertThat(each.get().statusCode()).isEqualTo(200);
    }
  }
}

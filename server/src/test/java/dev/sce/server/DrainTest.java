package dev.sce.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sce.json.Json;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a server ends. */
class DrainTest extends ServerFixture {
  @Test
  void acceptedRequestsAreAnsweredAndNewOnesRefused() throws Exception {
    String large = "{\"code\":\"print('x' * 8_000_000)\"}";
    Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port());
    slow.setSoTimeout((int) LONG.toMillis());
    String head = "POST /run_code HTTP/1.0\r\nHost: a\r\nContent-Length: " + large.length();
    slow.getOutputStream().write((head + "\r\n\r\n" + large).getBytes(StandardCharsets.UTF_8));
    await().atMost(LONG).until(() -> slow.getInputStream().available() > 0);
    List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String body = "{\"code\":\"import time; time.sleep(0.5); print(" + i + ")\"}";
      accepted.add(
          client()
              .sendAsync(
                  request("/run_code").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                  HttpResponse.BodyHandlers.ofString()));
    }
    await()
        .atMost(LONG)
        .until(
            () -> {
              var info = Json.MAPPER.readTree(get("/v1/stats").body());
              return info.path("waiting").intValue() + info.path("running").intValue() == 8;
            });
    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return server.drain();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            // Not in the pool that the client needs for its answers.
            task -> Thread.ofVirtual().start(task));
    await().atMost(LONG).until(() -> get("/readyz").statusCode() == 503);
    await()
        .atMost(LONG)
        .until(() -> post("/run_code", "{\"code\":\"print(1)\"}").statusCode() == 503);
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    for (int i = 0; i < 8; i++) {
      assertThat(accepted.get(i).get().body()).contains("\"Success\"").contains("\"" + i + "\\n\"");
    }
    assertThat(drained).as("an answer that its client reads slowly").isNotDone();
    try (slow;
        InputStream in = slow.getInputStream()) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .hasSizeGreaterThan(8_000_000)
          .endsWith("}");
    }
    assertThat(drained.get()).isTrue();
  }
}

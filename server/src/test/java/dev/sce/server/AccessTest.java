package dev.sce.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.DataSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who is let in, and how large a request may be. */
class AccessTest extends ServerFixture {
  private static final List<String> LINES = new CopyOnWriteArrayList<>();

  AccessTest() {
    super(
        settings ->
            settings
                .tokens(List.of("alice:correct-horse", "battery-staple"))
                .largestBody(DataSize.ofKibibytes(64))
                .prefix("/base/path")
                .accessLog(LINES::add));
  }

  private int status(String header, String value) throws Exception {
    return send(request("/v1/info").header(header, value).GET().build()).statusCode();
  }

  @Test
  void onlyTheTokenLetsIn() throws Exception {
    assertThat(get("/v1/info").statusCode()).isEqualTo(401);
    assertThat(status("Authorization", "Bearer wrong-token")).isEqualTo(401);
    assertThat(status("Authorization", "Bearer correct-horse")).isEqualTo(200);
    assertThat(status("Authorization", "battery-staple")).isEqualTo(200);
    assertThat(status("X-Api-Key", "battery-staple")).isEqualTo(200);
    assertThat(status("X-Auth-Token", "battery-staple")).isEqualTo(200);
    assertThat(post("/run_code", "{\"code\":\"\"}").statusCode()).isEqualTo(401);
  }

  @Test
  void healthNeedsNoToken() throws Exception {
    for (String path : List.of("/health", "/healthz", "/livez", "/readyz", "/v1/ping")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void pagesOfOtherSitesAreRefused() throws Exception {
    assertThat(status("Origin", "http://evil.example")).isEqualTo(403);
    assertThat(status("Origin", "null")).isEqualTo(403);
  }

  @Test
  void clientCannotTakeTheNameOfAToken() throws Exception {
    String body = "{\"code\":\"print(1)\"}";
    for (String token : List.of("correct-horse", "battery-staple")) {
      var response =
          send(
              request("/v1/run")
                  .header("Authorization", "Bearer " + token)
                  .header("X-Client-Id", "alice")
                  .header("Idempotency-Key", "k")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }
  }

  @Test
  void refusalKeepsTheConnection() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) LONG.toMillis());
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (int i = 0; i < 3; i++) {
        socket
            .getOutputStream()
            .write("GET /v1/info HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(in.readLine()).contains(" 401 ");
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(line.substring(15).strip());
          }
        }
        assertThat(in.skip(length)).isEqualTo(length);
      }
    }
  }

  @Test
  void largeBodyIsRefusedBeforeItIsRead() throws Exception {
    var response =
        send(
            request("/run_code")
                .header("Authorization", "Bearer correct-horse")
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000)))
                .build());
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void linesOfTheAccessLogCannotBeForged() throws Exception {
    String forged = "/x%22%0a%7b%22status%22:1%7d";
    assertThat(get(forged).statusCode()).isEqualTo(401);
    assertThat(LINES).anySatisfy(line -> assertThat(line).contains("\"status\":401"));
    assertThat(LINES).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
  }

  @Test
  void whatIsNotHttpIsAnswered() throws Exception {
    assertThat(raw("nonsense\r\n\r\n")).contains(" 400 ");
    assertThat(raw("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n")).contains(" 414 ");
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nA: " + "x".repeat(200_000) + "\r\n\r\n"))
        .contains(" 431 ");
  }

  private String raw(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) LONG.toMillis());
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return String.valueOf(
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine());
    }
  }
}

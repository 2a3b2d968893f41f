package dev.sce.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.json.Json;
import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How long requests wait for others, and what is too much. */
class PatienceTest extends ServerFixture {
  private static final String SLOW_LANGUAGE =
      """
      {"languages": [{"id": "slow", "names": [], "extensions": ["slow"], "source": "main.slow",
        "compile": [["python3", "-c", "import time; time.sleep(90)"]],
        "compile_limits": {"time": "100s"},
        "run": ["./program"], "artifacts": ["program"]}]}
      """;

  PatienceTest() {
    super(
        settings ->
            settings
                .keepAlive(Duration.ZERO)
                .largestBody(DataSize.ofKibibytes(256))
                .evalSpace(DataSize.ofKibibytes(4))
                .languages(languages())
                // Programs here sleep to be seen running.
                .execution(ExecutionConfig.builder().workers(2).maxIdlePrograms(0).build()));
  }

  private static LanguageTable languages() {
    try {
      Path file = Files.createTempFile("languages", ".json");
      try {
        return LanguageTable.standard().with(Files.writeString(file, SLOW_LANGUAGE));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int running() throws Exception {
    return Json.MAPPER.readTree(get("/v1/stats").body()).path("running").intValue();
  }

  private Socket begin(String head, String body) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout((int) LONG.toMillis());
    String length = "\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n";
    socket.getOutputStream().write((head + length + body).getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private HttpResponse<String> within(String seconds, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request = request("/v1/run").header("X-Deadline-Seconds", seconds);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  @Test
  void deadlineHoldsWhileAnotherRequestCompilesTheSame() throws Exception {
    String body = "{\"language\":\"slow\",\"code\":\"same\"}";
    try (Socket first = begin("POST /v1/run HTTP/1.1", body)) {
      await().atMost(LONG).until(() -> running() == 1);
      assertThat(within("0.3", body).statusCode()).isEqualTo(504);
      assertThat(running()).as("the first still compiles").isEqualTo(1);
      assertThat(first.isConnected()).isTrue();
    }
    await().atMost(LONG).until(() -> running() == 0);
  }

  @Test
  void evaluationThatMissesItsDeadlineEndsWithTheReason() throws Exception {
    String body =
        """
        {"dataset":"jsonl","problems":[{"id":"p","type":"assert","tests":["assert f() == 1"]}]}
        {"task_id":"p","code":"import time\\ndef f(): time.sleep(60)"}
        """;
    try (Socket socket =
        begin("POST /v1/eval HTTP/1.1\r\nX-Deadline-Seconds: 0.5\r\nConnection: close", body)) {
      // The connection is broken off behind the reason, so that nobody takes the rest for all.
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).contains("\"error\"").contains("504").contains("not done within 0.5 s");
      assertThat(answer).doesNotContain("\"metrics\"");
    }
  }

  @Test
  void repeatHasADeadlineOfItsOwn() throws Exception {
    String body = "{\"code\":\"import time; time.sleep(80)\",\"timeout\":90}";
    String head = "POST /v1/run HTTP/1.1\r\nIdempotency-Key: k\r\nX-Request-Id: a/b";
    try (Socket first = begin(head, body)) {
      await().atMost(LONG).until(() -> running() == 1);
      HttpResponse<String> repeat = within("0.3", body, "Idempotency-Key", "k");
      assertThat(repeat.statusCode()).isEqualTo(504);
      assertThat(running()).as("the first still runs").isEqualTo(1);
      assertThat(first.isConnected()).isTrue();
      // A slash in the name of a request is no part of the path.
      HttpResponse<String> cancelled = send(request("/v1/runs/a%2Fb").DELETE().build());
      assertThat(cancelled.body()).contains("\"a/b\"").contains("true");
    }
    await().atMost(LONG).until(() -> running() == 0);
  }

  @Test
  void evaluationThatIsTooLargeIsToldWhatBoundsIt() throws Exception {
    String header =
        "{\"dataset\":\"jsonl\",\"problems\":[{\"id\":\"p\",\"type\":\"assert\",\"tests\":[\"1\"]}]}\n";
    String sample = "{\"task_id\":\"p\",\"code\":\"x = 1\"}\n";
    HttpResponse<String> tooMany = post("/v1/eval", header + sample.repeat(500));
    assertThat(tooMany.statusCode()).isEqualTo(413);
    assertThat(tooMany.body()).contains("--eval-space");
    HttpResponse<String> tooLong = post("/v1/eval", header + "x".repeat(300_000) + "\n");
    assertThat(tooLong.statusCode()).isEqualTo(413);
    assertThat(tooLong.body()).contains("line 2").contains("--max-body");
    // What was given up takes no space.
    assertThat(lines(post("/v1/eval", header + sample).body()).getLast().path("end").asBoolean())
        .isTrue();
  }

  @Test
  void brokenChunkIsTold() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) LONG.toMillis());
      List<String> request =
          List.of("POST /v1/run HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", "", "nonsense");
      for (String line : request) {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      }
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("chunks");
    }
  }

  @Test
  void readinessDoesNotWaitForAWorker() throws Exception {
    String body = "{\"code\":\"import time; time.sleep(80)\",\"timeout\":90}";
    try (Socket one = begin("POST /v1/run HTTP/1.1", body);
        Socket two = begin("POST /v1/run HTTP/1.1", body)) {
      await().atMost(LONG).until(() -> running() == 2);
      // Whether a program of another test has shown already that the sandbox works.
      assertThat(get("/readyz").statusCode()).isIn(200, 503);
      assertThat(running()).as("both still run").isEqualTo(2);
      assertThat(one.isConnected() && two.isConnected()).isTrue();
    }
    await().atMost(LONG).until(() -> running() == 0);
  }

  @Test
  void programsOfJudgedSamplesAreCounted() throws Exception {
    long before = programs();
    JsonNode judged =
        ask(
            "/v1/judge",
            "{\"code\":\"print(input())\",\"tests\":[{\"input\":\"1\",\"output\":\"1\"}]}");
    assertThat(judged.path("passed").asBoolean()).isTrue();
    assertThat(programs()).isEqualTo(before + 1);
  }

  private long programs() throws Exception {
    return Json.MAPPER.readTree(get("/v1/stats").body()).at("/total/programs").longValue();
  }
}

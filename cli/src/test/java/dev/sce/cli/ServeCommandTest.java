package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sce.cli.Cli.Finished;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code sce serve} as a process. */
class ServeCommandTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String BEGIN = "sce: listening on ";

  @TempDir private Path directory;

  /** A server in a JVM of its own, which ends with the test. */
  private record Running(Process process, BufferedReader errors, String url)
      implements AutoCloseable {
    HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create(url + path)).timeout(LONG);
    }

    int end() throws InterruptedException {
      process.destroy();
      assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private Running start(Map<String, String> environment, String... options) throws IOException {
    List<String> args = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0"));
    args.addAll(List.of(options));
    Process process = Cli.builder(directory, environment, args).start();
    BufferedReader errors = process.errorReader();
    String first = String.valueOf(errors.readLine());
    assertThat(first).startsWith(BEGIN + "http://127.0.0.1:");
    return new Running(process, errors, first.substring(BEGIN.length()));
  }

  private static HttpRequest.BodyPublisher text(String body) {
    return HttpRequest.BodyPublishers.ofString(body);
  }

  @Test
  void endOfTheInputEndsWhoWasToldSo() throws Exception {
    try (Running server = start(Map.of(), "--end-with-input")) {
      server.process().getOutputStream().close();
      assertThat(server.process().waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(server.process().exitValue()).isZero();
    }
  }

  @Test
  void termSignalAnswersWhatWasAcceptedAndEndsWithStatusZero() throws Exception {
    try (Running server = start(Map.of());
        HttpClient client = HttpClient.newHttpClient()) {
      String body = "{\"code\":\"import time; print('begun'); time.sleep(2); print('ended')\"}";
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(
              server.request("/run_code").POST(text(body)).build(),
              HttpResponse.BodyHandlers.ofString());
      await()
          .atMost(LONG)
          .until(
              () ->
                  client
                      .send(
                          server.request("/v1/stats").GET().build(),
                          HttpResponse.BodyHandlers.ofString())
                      .body()
                      .contains("\"running\":1"));
      assertThat(server.end()).isZero();
      assertThat(answer.get().body()).contains("begun\\nended\\n").contains("\"Success\"");
    }
  }

  @Test
  void tokenOfTheEnvironmentIsNeeded() throws Exception {
    try (Running server = start(Map.of("SCE_TOKEN", "open-sesame"));
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          server
              .request("/run_code")
              .POST(text("{\"code\":\"import os; print(dict(os.environ))\"}"));
      assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
      HttpResponse<String> answer =
          client.send(
              request.header("Authorization", "Bearer open-sesame").build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).contains("\"Success\"").doesNotContain("open-sesame");
    }
  }

  @Test
  void accessLogHasALineForEachRequest() throws Exception {
    Path log = directory.resolve("access.log");
    try (Running server = start(Map.of(), "--access-log", log.toString(), "--formats", "native");
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> other =
          client.send(
              server.request("/run_code").POST(text("{}")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(other.statusCode()).isEqualTo(404);
      assertThat(server.end()).isZero();
    }
    assertThat(Files.readAllLines(log))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"/run_code\"").contains("\"status\":404"));
  }

  @Test
  void wrongUseIsToldWithItsRemedy() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty"));
    Map<List<String>, String> wrong =
        Map.of(
            List.of("--listen", "0.0.0.0:0"), "--token-file",
            List.of("--listen", "8080"), "ADDRESS:PORT",
            List.of("--listen", "127.0.0.1:99999"), "65535",
            List.of("--token-file", "nowhere"), "nowhere",
            List.of("--token-file", empty.toString()), "no token",
            List.of("--formats", "soap"), "sandbox-fusion",
            List.of("--prefix", "box/"), "prefix",
            List.of("--problems", "nope=x"), "humaneval",
            List.of("--max-body", "2g"), "1g");
    for (Map.Entry<List<String>, String> each : wrong.entrySet()) {
      List<String> args = new ArrayList<>(List.of("serve"));
      args.addAll(each.getKey());
      Finished finished = Cli.run(directory, args.toArray(String[]::new));
      assertThat(finished.status()).as("%s", each.getKey()).isEqualTo(2);
      assertThat(finished.stderr()).startsWith("sce: ").contains(each.getValue());
    }
  }

  @Test
  void portThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Finished finished = Cli.run(directory, "serve", "--listen", address);
      assertThat(finished.status()).isEqualTo(1);
      assertThat(finished.stderr()).contains(address).doesNotContain("Exception");
    }
  }
}

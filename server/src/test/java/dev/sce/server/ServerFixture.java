package dev.sce.server;

import dev.sce.ExecutionConfig;
import dev.sce.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A server on a free port of this machine, with the sandbox that this machine has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServerFixture {
  /** More than any request here takes on a busy machine; reached only when something hangs. */
  protected static final Duration LONG = Duration.ofMinutes(2);

  protected final Server server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  protected ServerFixture() {
    this(builder -> builder);
  }

  /** Starts the server with other settings than the usual. */
  protected ServerFixture(UnaryOperator<ServerConfig.Builder> settings) {
    ServerConfig.Builder builder =
        ServerConfig.builder()
            .listen("127.0.0.1", 0)
            .execution(ExecutionConfig.builder().workers(2).build());
    try {
      server = Server.start(settings.apply(builder).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  void closeServer() {
    client.close();
    server.close();
  }

  protected HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(LONG);
  }

  protected HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  protected HttpClient client() {
    return client;
  }

  protected HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET().build());
  }

  protected HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Posts and returns the answer's JSON, whatever its status. */
  protected JsonNode ask(String path, String body) throws Exception {
    return Json.MAPPER.readTree(post(path, body).body());
  }

  /** Returns the lines of an answer as JSON; blank ones keep connections awake. */
  protected static List<JsonNode> lines(String body) {
    return body.lines().filter(line -> !line.isBlank()).map(Json.MAPPER::readTree).toList();
  }

  /** Returns a text as a JSON string. */
  protected static String quoted(String text) {
    return Json.MAPPER.writeValueAsString(text);
  }
}

package dev.sce.server.piston;

import dev.sce.json.Json;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.Format;
import dev.sce.server.Server;
import dev.sce.server.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server of this format, and its client. */
final class PistonServer implements AutoCloseable {
  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  PistonServer(LanguageTable languages) throws IOException {
    server =
        Server.start(
            ServerConfig.builder()
                .listen("127.0.0.1", 0)
                .formats(Set.of(Format.PISTON))
                .languages(languages)
                .build());
  }

  record Response(int status, JsonNode json) {}

  /** Returns a request of a program. */
  static ObjectNode program(String language, String code) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("language", language).put("version", "*");
    body.putArray("files").addObject().put("content", code);
    return body;
  }

  /** Adds a file to a request. */
  static void addFile(ObjectNode body, String name, String content) {
    body.withArray("files").addObject().put("name", name).put("content", content);
  }

  Response execute(ObjectNode body) throws IOException, InterruptedException {
    return post("execute", body.toString());
  }

  Response post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Response get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + "/api/v2/" + path))
        .timeout(Duration.ofMinutes(2));
  }

  private Response send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Response(response.statusCode(), Json.MAPPER.readTree(response.body()));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}

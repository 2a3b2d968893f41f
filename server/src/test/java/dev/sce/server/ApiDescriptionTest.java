package dev.sce.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sce.ExecutionConfig;
import dev.sce.json.Json;
import dev.sce.server.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The description of the routes says what the server does. */
class ApiDescriptionTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Server server;
  private static JsonNode document;

  @BeforeAll
  static void start() throws Exception {
    server =
        Server.start(
            ServerConfig.builder()
                .listen("127.0.0.1", 0)
                .execution(ExecutionConfig.builder().workers(1).build())
                .build());
    document = Json.MAPPER.readTree(get("/openapi.json").body());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.url() + path)).GET());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
  }

  @Test
  void exactlyTheRoutesOfTheServerAreDescribed() {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      path.getValue()
          .propertyNames()
          .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    Set<String> routes =
        server.routes().stream()
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(described).isEqualTo(routes);
  }

  @Test
  void routesThatNeedNoTokenAreMarked() {
    for (Route route : server.routes()) {
      JsonNode operation = operation(route.method(), route.path());
      assertThat(operation.has("security"))
          .as(route.path())
          .isEqualTo(route.access() == Route.Access.OPEN);
    }
  }

  @Test
  void everyReferenceLeadsToASchema() {
    for (JsonNode reference : document.findValues("$ref")) {
      String pointer = reference.asString().substring(1);
      assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
    }
  }

  @Test
  void operationsHaveNamesOfTheirOwn() {
    assertThat(document.findValuesAsString("operationId")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/readyz",
        "/ping",
        "/v1/ping",
        "/v1/info",
        "/v1/stats",
        "/v1/languages",
        "/list_datasets",
        "/status",
        "/api/v2/runtimes",
        "/api/v2/packages"
      })
  void whatIsAnsweredFitsTheDescription(String path) throws Exception {
    check("GET", path, get(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/run_code | {\"code\":\"print(1)\"} | 200",
        "/run_code | {\"code\":\"exit(3)\",\"language\":\"python\"} | 200",
        "/run_code | {\"code\":\"while True: pass\",\"run_timeout\":0.2} | 200",
        "/run_code | {\"code\":\"int main() { return x; }\",\"language\":\"cpp\"} | 200",
        "/run_code | {\"code\":\"\",\"language\":\"sql\"} | 200",
        "/run_code | {\"language\":\"python\"} | 422",
        "/submit | {\"dataset\":\"d\",\"id\":1,\"completion\":\"```python\\nprint(1)\\n```\",\"config\":"
            + "{\"dataset_type\":\"CommonOJDataset\",\"language\":\"python\",\"provided_data\":{\"test\":"
            + "[{\"input\":{\"stdin\":\"\"},\"output\":{\"stdout\":\"1\"}}]}}} | 200",
        "/get_prompts | {\"dataset\":\"d\",\"config\":{\"dataset_type\":\"MBPPDataset\","
            + "\"provided_data\":[{\"id\":1,\"content\":\"Add.\"}]}} | 200",
        "/get_metrics | {\"dataset\":\"d\"} | 200",
        "/get_metrics_function | {\"dataset\":\"d\"} | 200",
        "/v1/run | {\"code\":\"print(1)\",\"id\":7,\"timeout\":\"5s\",\"memory\":\"64m\"} | 200",
        "/v1/run | {\"commands\":[{\"command\":[\"true\"]}],\"files\":{\"a\":\"b\"}} | 200",
        "/v1/run | {\"commands\":[{\"command\":[\"no-such-tool\"]}]} | 200",
        "/v1/run | {\"language\":\"nothing\",\"code\":\"\"} | 400",
        "/v1/judge | {\"code\":\"print(1)\",\"tests\":[{\"input\":\"\",\"output\":\"2\"}]} | 200",
        "/v1/judge | {\"code\":\"print(1)\"} | 400",
        "/api/v2/execute | {\"language\":\"python\",\"version\":\"*\",\"files\":[{\"content\":\"\"}]} | 200",
        "/api/v2/execute | {\"language\":\"nothing\",\"version\":\"*\",\"files\":[]} | 400",
        "/api/v2/packages | {\"language\":\"nothing\",\"version\":\"1\"} | 404",
        "/test_program | {\"program\":\"a = 1\",\"tests\":[\"assert a == 1\",\"assert a\"]} | 200",
        "/test_program_stdio | {\"program\":\"\",\"tests\":[{\"input\":\"\",\"output\":\"1\"}]} | 200",
        "/test_program | {} | 422",
        "/run | {\"type\":\"python\",\"solution\":\"print(1)\",\"expected_output\":\"1\"} | 200",
        "/judge/batch | {\"submissions\":[{\"type\":\"math\",\"solution\":\"1\"}]} | 200",
        "/v1/reward/slime | {\"response\":\"\",\"label\":{\"kind\":\"stdin\",\"tests\":"
            + "[{\"input\":\"\",\"output\":\"1\"}]}} | 200",
        "/v1/reward/openrlhf | {\"query\":[],\"prompts\":[],\"labels\":[]} | 200",
        "/execute | {\"generated_code\":\"print(1)\",\"language\":\"python\",\"timeout\":5} | 200",
        "/execute | {\"generated_code\":\"\"} | 400",
        "/mcp | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"} | 200",
        "/mcp | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nothing\"} | 200",
        "/mcp | {\"jsonrpc\":\"2.0\"} | 400",
      })
  void whatIsAnsweredToARequestFitsTheDescription(String path, String body, int status)
      throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(status);
    check("POST", path, answer);
    if (status == 200) {
      JsonNode asked = Json.MAPPER.readTree(body);
      JsonNode schema = operation("POST", path).at("/requestBody/content/application~1json/schema");
      assertThat(schema(schema).validate(asked)).isEmpty();
    }
  }

  @Test
  void theCheckCanFail() throws Exception {
    ObjectNode answer = (ObjectNode) Json.MAPPER.readTree(get("/v1/stats").body());
    answer.put("rate", "fast");
    JsonNode schema = Json.MAPPER.readTree("{\"$ref\":\"#/components/schemas/Stats\"}");
    assertThat(schema(schema).validate(answer)).hasSize(1);
  }

  private static void check(String method, String path, HttpResponse<String> answer) {
    JsonNode described =
        operation(method, path).path("responses").path(String.valueOf(answer.statusCode()));
    assertThat(described.isMissingNode()).as("status %s", answer.statusCode()).isFalse();
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    JsonNode schema = described.path("content").path(type).path("schema");
    assertThat(schema.isMissingNode()).as("type %s", type).isFalse();
    assertThat(schema(schema).validate(Json.MAPPER.readTree(answer.body())))
        .as(answer.body())
        .isEmpty();
  }

  private static JsonNode operation(String method, String path) {
    return document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  /** Returns a schema, which may refer to those of the document. */
  private static Schema schema(JsonNode part) {
    ObjectNode whole = (ObjectNode) part.deepCopy();
    whole.set("components", document.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
  }
}

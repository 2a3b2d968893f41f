package dev.sce.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sce.ExecutionConfig;
import dev.sce.json.Json;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.Server;
import dev.sce.server.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page at {@code /}, and what it reads. */
class PagesTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    LanguageTable languages =
        new LanguageTable(
            LanguageTable.standard().languages().stream()
                .filter(each -> each.isCalled("python") || each.isCalled("bash"))
                .toList());
    server =
        Server.start(
            ServerConfig.builder()
                .listen("127.0.0.1", 0)
                .tokens(List.of("user:secret-of-a-user"))
                .languages(languages)
                .execution(ExecutionConfig.builder().workers(1).build())
                .build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(60));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String path) {
    HttpResponse<String> answer = send(to(path).header("Authorization", "Bearer secret-of-a-user"));
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body());
  }

  @Test
  void thePageIsOpenAndItsDataNeedsTheToken() {
    HttpResponse<String> page = send(to("/"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(send(to("/v1/info")).statusCode()).isEqualTo(401);
    assertThat(send(to("/v1/stats")).statusCode()).isEqualTo(401);
  }

  @Test
  void thePolicyAllowsThePagesOwnScriptAndStyleOnly() throws Exception {
    HttpResponse<String> page = send(to("/"));
    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy)
        .contains("default-src 'none'")
        .contains("script-src " + digest(page.body(), "script") + ";")
        .contains("style-src " + digest(page.body(), "style") + ";")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void thePageLoadsNothingAndTakesNoTextForMarkup() {
    String page = send(to("/")).body();
    assertThat(page)
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
        .doesNotContain("localStorage", "sessionStorage", "document.cookie")
        .doesNotContainPattern("(src|@import|url\\()\\s*=?\\s*[\"']?https?:")
        .doesNotContainPattern("\\son[a-z]+=\"");
  }

  @Test
  void whatBecameOfProgramsIsCounted() {
    long before = count(read("/v1/stats"), "NONZERO_EXIT");
    HttpRequest.Builder run =
        to("/run_code")
            .header("Authorization", "Bearer secret-of-a-user")
            .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"exit(3)\"}"));
    assertThat(send(run).body()).contains("\"return_code\":3");
    JsonNode stats = read("/v1/stats");
    assertThat(count(stats, "NONZERO_EXIT")).isEqualTo(before + 1);
    assertThat(stats.path("minutes")).hasSize(15);
    assertThat(stats.at("/minutes/14/outcomes/NONZERO_EXIT").asLong()).isEqualTo(before + 1);
    assertThat(stats.path("rate").asDouble()).isPositive();
    assertThat(stats.path("workers").asInt()).isEqualTo(1);
  }

  private static long count(JsonNode stats, String outcome) {
    return stats.path("total").path("outcomes").path(outcome).asLong();
  }

  @Test
  void languagesAreTriedOnceSomebodyAsks() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(read("/v1/info").at("/languages/0/state").asString())
                    .isEqualTo("works"));
    JsonNode info = read("/v1/info");
    List<String> ids = new ArrayList<>();
    info.path("languages").forEach(language -> ids.add(language.path("id").asString()));
    assertThat(ids).contains("python", "bash");
    assertThat(info.at("/languages/0/version").asString()).startsWith("Python 3");
    assertThat(info.path("enforcement").asString()).startsWith("memory=");
    assertThat(info.at("/limits/wall_time").asDouble()).isPositive();
    assertThat(info.path("isolation").asString()).isNotEqualTo("none");
  }

  private static String digest(String html, String element) throws Exception {
    Matcher inside =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(html);
    assertThat(inside.find()).isTrue();
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(inside.group(1).getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}

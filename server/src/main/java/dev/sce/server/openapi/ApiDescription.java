package dev.sce.server.openapi;

import dev.sce.Blob;
import dev.sce.json.Json;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Route;
import dev.sce.server.ops.Health;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document of a server. Each format has a file with its paths and schemas; the document
 * holds those of the formats that the server speaks.
 */
public final class ApiDescription {
  /** The file of what every server has. */
  private static final String ALWAYS = "operations";

  private ApiDescription() {}

  /**
   * Returns the route of the document.
   *
   * @param formats the names of the formats that the server speaks
   * @param prefix what is in front of all paths
   * @param locked whether a token is needed
   */
  public static List<Route> routes(List<String> formats, String prefix, boolean locked) {
    ObjectNode document = document(formats, prefix, locked);
    Answer answer = Answer.json(200, Blob.of(Json.MAPPER.writeValueAsBytes(document)));
    Route.Whole handler = _ -> answer;
    return List.of(new Route("GET", "/openapi.json", Health.STYLE, Route.Access.OPEN, handler));
  }

  private static ObjectNode document(List<String> formats, String prefix, boolean locked) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "sce");
    info.put("version", Health.version());
    info.put("description", "Runs programs in a sandbox and says what each of them did.");
    document.putArray("servers").addObject().put("url", prefix.isEmpty() ? "/" : prefix);
    ObjectNode paths = document.putObject("paths");
    ObjectNode components = document.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    if (locked) {
      components
          .putObject("securitySchemes")
          .putObject("token")
          .put("type", "http")
          .put("scheme", "bearer");
      document.putArray("security").addObject().putArray("token");
    }
    List<String> files = new ArrayList<>(List.of(ALWAYS));
    files.addAll(formats);
    for (String file : files) {
      JsonNode part = read(file + ".json");
      addAll(paths, part.path("paths"), file);
      addAll(schemas, part.path("schemas"), file);
    }
    return document;
  }

  private static void addAll(ObjectNode whole, JsonNode part, String file) {
    part.properties()
        .forEach(
            each -> {
              if (whole.replace(each.getKey(), each.getValue()) != null) {
                throw new IllegalStateException(
                    file + " describes " + each.getKey() + ", as another format does");
              }
            });
  }

  private static JsonNode read(String file) {
    try (InputStream in = ApiDescription.class.getResourceAsStream(file)) {
      // A format without a description is spoken all the same.
      return in == null ? MissingNode.getInstance() : Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

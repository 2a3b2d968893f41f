package dev.sce.server.mcp;

import dev.sce.json.Json;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers messages of both eras: those up to 2025-11-25 begin with a handshake, of which nothing is
 * remembered; those of 2026-07-28 carry their version with them.
 */
final class Protocol {
  static final String MODERN = "2026-07-28";

  /** Versions with a handshake, the newest first. */
  static final List<String> LEGACY =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  /** How long a client may keep what does not change while the server runs. */
  private static final int FRESH_MILLIS = 3_600_000;

  private static final String INSTRUCTIONS =
      "Runs programs in a sandbox without network. Nothing is kept between calls: each program"
          + " starts in an empty working directory.";

  private final Tools tools;
  private final String version;

  Protocol(Tools tools, String version) {
    this.tools = tools;
    this.version = version;
  }

  /** Returns the whole answer to a request. */
  ObjectNode answer(Message message, Request request) throws InterruptedException {
    try {
      return reply(message.id(), result(message, request));
    } catch (RpcError e) {
      return error(message.id(), e);
    }
  }

  /** Returns the result of a request. */
  ObjectNode result(Message message, Request request) throws RpcError, InterruptedException {
    if (message.version().isEmpty()) {
      return legacy(message, request);
    }
    checkVersion(message);
    ObjectNode result = modern(message, request);
    result.put("resultType", "complete");
    describe(result.putObject("_meta").putObject("io.modelcontextprotocol/serverInfo"));
    return result;
  }

  private static void checkVersion(Message message) throws RpcError {
    String asked = message.version().orElse("");
    if (!asked.equals(MODERN)) {
      throw unsupported(asked);
    }
    if (!message.hasCapabilities()) {
      throw new RpcError(
          RpcError.BAD_PARAMETERS,
          400,
          "_meta must have the object io.modelcontextprotocol/clientCapabilities");
    }
  }

  /** Returns what a version is answered with that is not spoken. */
  static RpcError unsupported(String asked) {
    ObjectNode data = Json.MAPPER.createObjectNode();
    ArrayNode supported = data.putArray("supported");
    supported.add(MODERN);
    LEGACY.forEach(supported::add);
    data.put("requested", Json.writable(asked));
    return new RpcError(RpcError.UNSUPPORTED_VERSION, 400, "Unsupported protocol version", data);
  }

  private ObjectNode legacy(Message message, Request request)
      throws RpcError, InterruptedException {
    return switch (method(message)) {
      case "initialize" -> initialize(message);
      case "ping" -> Json.MAPPER.createObjectNode();
      case "tools/list" -> tools.list();
      case "tools/call" -> tools.call(message.params(), request);
      default -> throw noSuchMethod(message);
    };
  }

  private ObjectNode modern(Message message, Request request)
      throws RpcError, InterruptedException {
    return switch (method(message)) {
      case "server/discover" -> fresh(discover());
      case "tools/list" -> fresh(tools.list());
      case "tools/call" -> tools.call(message.params(), request);
      default -> throw noSuchMethod(message);
    };
  }

  private static String method(Message message) {
    return String.valueOf(message.method());
  }

  private static RpcError noSuchMethod(Message message) {
    String name = Json.writable(method(message));
    return new RpcError(RpcError.NO_SUCH_METHOD, 404, "Method not found: " + name);
  }

  private ObjectNode initialize(Message message) {
    String asked = message.params().path("protocolVersion").asString("");
    ObjectNode result = Json.MAPPER.createObjectNode();
    result.put("protocolVersion", LEGACY.contains(asked) ? asked : LEGACY.getFirst());
    result.putObject("capabilities").putObject("tools");
    describe(result.putObject("serverInfo"));
    result.put("instructions", INSTRUCTIONS);
    return result;
  }

  private ObjectNode discover() {
    ObjectNode result = Json.MAPPER.createObjectNode();
    // Only those that can be said with each request; the others begin with a handshake.
    result.putArray("supportedVersions").add(MODERN);
    result.putObject("capabilities").putObject("tools");
    result.put("instructions", INSTRUCTIONS);
    return result;
  }

  private void describe(ObjectNode server) {
    server.put("name", "sce");
    server.put("title", "Code execution");
    server.put("version", version);
  }

  private static ObjectNode fresh(ObjectNode result) {
    result.put("ttlMs", FRESH_MILLIS);
    result.put("cacheScope", "public");
    return result;
  }

  private static ObjectNode message(@Nullable JsonNode id) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.put("jsonrpc", "2.0");
    if (id != null && id.isString()) {
      answer.put("id", Json.writable(id.stringValue()));
    } else {
      answer.set("id", id);
    }
    return answer;
  }

  static ObjectNode reply(@Nullable JsonNode id, ObjectNode result) {
    ObjectNode answer = message(id);
    answer.set("result", result);
    return answer;
  }

  static ObjectNode error(@Nullable JsonNode id, RpcError error) {
    ObjectNode answer = message(id);
    ObjectNode told = answer.putObject("error");
    told.put("code", error.code());
    told.put("message", Json.writable(error.message()));
    if (error.data() != null) {
      told.set("data", error.data());
    }
    return answer;
  }

  /** Returns an error for what the server refuses before it looks at a message. */
  static ObjectNode refused(Refusal refusal) {
    return error(null, new RpcError(RpcError.FAILED, refusal.status(), refusal.message()));
  }
}

package dev.sce.server.mcp;

import dev.sce.Blob;
import dev.sce.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One message of a client.
 *
 * @param id what its answer carries; null for a notification, which has no answer
 * @param method what is asked; null for an answer to something that was never asked
 * @param params the parameters; missing if there are none
 */
record Message(@Nullable JsonNode id, @Nullable String method, JsonNode params) {
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

  /** Reads a message. */
  static Message read(Blob bytes) throws RpcError {
    JsonNode json;
    try {
      json = Json.BOUNDED.readTree(bytes.toByteArray());
    } catch (JacksonException e) {
      throw new RpcError(RpcError.NOT_JSON, 400, Json.problem(e));
    }
    if (!json.isObject() || !json.path("jsonrpc").asString("").equals("2.0")) {
      throw new RpcError(RpcError.NOT_A_REQUEST, 400, "a message is one object of JSON-RPC 2.0");
    }
    JsonNode id = json.get("id");
    JsonNode method = json.get("method");
    if (id != null && !id.isString() && !id.isIntegralNumber()) {
      throw new RpcError(RpcError.NOT_A_REQUEST, 400, "an id is a string or a whole number");
    }
    if (method == null && (json.has("result") || json.has("error"))) {
      return new Message(null, null, MissingNode.getInstance());
    }
    if (method == null || !method.isString()) {
      throw new RpcError(RpcError.NOT_A_REQUEST, 400, "a message has a method");
    }
    return new Message(id, method.stringValue(), json.path("params"));
  }

  boolean isNotification() {
    return id == null;
  }

  private JsonNode meta() {
    return params.path("_meta");
  }

  /** Returns the version that it says it speaks: modern messages do. */
  Optional<String> version() {
    return meta().path(VERSION).asStringOpt();
  }

  /** Whether it says what its client can do, as modern messages must. */
  boolean hasCapabilities() {
    return meta().path(CAPABILITIES).isObject();
  }
}

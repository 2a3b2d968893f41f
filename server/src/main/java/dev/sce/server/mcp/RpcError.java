package dev.sce.server.mcp;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message that is answered with an error of JSON-RPC. */
final class RpcError extends Exception {
  static final int NOT_JSON = -32700;
  static final int NOT_A_REQUEST = -32600;
  static final int NO_SUCH_METHOD = -32601;
  static final int BAD_PARAMETERS = -32602;
  static final int FAILED = -32603;
  static final int HEADERS_DIFFER = -32020;
  static final int UNSUPPORTED_VERSION = -32022;

  private static final long serialVersionUID = 1L;

  private final int code;
  private final int status;
  private final transient @Nullable JsonNode data;

  /**
   * Makes an error.
   *
   * @param status of HTTP, in the modern protocol
   */
  RpcError(int code, int status, String message) {
    this(code, status, message, null);
  }

  RpcError(int code, int status, String message, @Nullable JsonNode data) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.data = data;
  }

  int code() {
    return code;
  }

  int status() {
    return status;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  @Nullable JsonNode data() {
    return data;
  }
}

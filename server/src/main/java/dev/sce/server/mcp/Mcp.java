package dev.sce.server.mcp;

import dev.sce.Blob;
import dev.sce.json.Json;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Answer;
import dev.sce.server.http.RefusalStyle;
import dev.sce.server.http.Request;
import dev.sce.server.http.Route;
import dev.sce.server.programs.Programs;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The protocol over HTTP: each message is a POST, and each answer one object of JSON. There are no
 * sessions and no streams, so other methods are not allowed.
 */
public final class Mcp {
  /** How a message is refused that was not read. */
  public static final RefusalStyle STYLE =
      (refusal, _) -> answer(refusal.status(), Protocol.refused(refusal));

  private static final String VERSION_HEADER = "MCP-Protocol-Version";
  private static final String ENCODED = "=?base64?";

  private final Protocol protocol;

  private Mcp(Protocol protocol) {
    this.protocol = protocol;
  }

  /** Returns the routes. */
  public static List<Route> routes(Programs programs, LanguageTable table, String version) {
    Mcp mcp = new Mcp(new Protocol(new Tools(programs, table), version));
    return List.of(
        new Route("POST", "/mcp", STYLE, Route.Access.RUNS, (Route.Patient) mcp::handle));
  }

  private static Answer answer(int status, ObjectNode message) {
    return Answer.json(status, Blob.of(Json.MAPPER.writeValueAsBytes(message)));
  }

  private Answer handle(Request request) throws InterruptedException {
    Message message;
    try {
      message = Message.read(request.body());
    } catch (RpcError e) {
      return answer(e.status(), Protocol.error(null, e));
    }
    if (message.isNotification()) {
      return Answer.empty(202);
    }
    try {
      checkHeaders(request, message);
      return answer(200, Protocol.reply(message.id(), protocol.result(message, request)));
    } catch (RpcError e) {
      // To a client of the old era, status 404 would say that the session is over.
      boolean plain = message.version().isEmpty() && e.code() == RpcError.NO_SUCH_METHOD;
      return answer(plain ? 200 : e.status(), Protocol.error(message.id(), e));
    }
  }

  private static void checkHeaders(Request request, Message message) throws RpcError {
    Optional<String> version = request.header(VERSION_HEADER);
    if (message.version().isPresent()) {
      checkModern(request, message);
    } else if (version.isPresent() && version.get().equals(Protocol.MODERN)) {
      throw differs(VERSION_HEADER, version);
    } else if (version.isPresent() && !Protocol.LEGACY.contains(version.get())) {
      throw Protocol.unsupported(version.get());
    }
  }

  /** What the headers say must be what the message says: others may have decided by the headers. */
  private static void checkModern(Request request, Message message) throws RpcError {
    check(request, VERSION_HEADER, message.version().orElse(""));
    check(request, "Mcp-Method", String.valueOf(message.method()));
    if ("tools/call".equals(message.method())) {
      check(request, "Mcp-Name", message.params().path("name").asString(""));
    }
  }

  private static void check(Request request, String header, String expected) throws RpcError {
    Optional<String> given = request.header(header);
    if (given.map(Mcp::decoded).filter(expected::equals).isEmpty()) {
      throw differs(header, given);
    }
  }

  private static RpcError differs(String header, Optional<String> given) {
    String why = given.isEmpty() ? " is missing" : " is not what the message says";
    return new RpcError(RpcError.HEADERS_DIFFER, 400, "Header mismatch: " + header + why);
  }

  /** Returns a header's value, which is in base64 if it is not plain ASCII. */
  private static String decoded(String value) {
    if (!value.startsWith(ENCODED) || !value.endsWith("?=")) {
      return value;
    }
    try {
      String inside = value.substring(ENCODED.length(), value.length() - 2);
      return new String(Base64.getDecoder().decode(inside), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return value;
    }
  }
}

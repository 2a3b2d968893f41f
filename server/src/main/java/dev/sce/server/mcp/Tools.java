package dev.sce.server.mcp;

import dev.sce.CommandResult;
import dev.sce.Outcome;
import dev.sce.json.Json;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Programs;
import dev.sce.server.programs.Ran;
import dev.sce.support.Seconds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools: {@code run_code}, and {@code run_python_code} under the name that others gave it. */
final class Tools {
  /** More is of no use to a model, and fills its context. */
  private static final int MOST_SHOWN = 50_000;

  private final Programs programs;
  private final LanguageTable table;
  private final JsonNode definitions;

  Tools(Programs programs, LanguageTable table) {
    this.programs = programs;
    this.table = table;
    this.definitions = definitions(table);
  }

  private static JsonNode definitions(LanguageTable table) {
    String names =
        table.languages().stream()
            .filter(language -> !language.isVariant())
            .map(Language::id)
            .collect(Collectors.joining(", "));
    try (InputStream in = Tools.class.getResourceAsStream("tools.json")) {
      if (in == null) {
        throw new IllegalStateException("tools.json is missing from the module");
      }
      JsonNode read = Json.MAPPER.readTree(in);
      ((ObjectNode) read.at("/0/inputSchema/properties/language"))
          .put("description", "What the program is written in: " + names + ".");
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the result of {@code tools/list}. */
  ObjectNode list() {
    ObjectNode result = Json.MAPPER.createObjectNode();
    result.set("tools", definitions.deepCopy());
    return result;
  }

  /** Returns the result of {@code tools/call}. */
  ObjectNode call(JsonNode params, Request request) throws RpcError, InterruptedException {
    String name = params.path("name").asString("");
    String codeName =
        switch (name) {
          case "run_code" -> "code";
          case "run_python_code" -> "python_code";
          default ->
              throw new RpcError(
                  RpcError.BAD_PARAMETERS, 200, "Unknown tool: " + Json.writable(name));
        };
    JsonNode given = params.path("arguments");
    if (!given.isMissingNode() && !given.isObject()) {
      throw new RpcError(RpcError.BAD_PARAMETERS, 200, "arguments must be an object");
    }
    try {
      Ran ran = programs.run(Caller.of(request), new Arguments(given).source(codeName, table));
      if (ran.whole().outcome() == Outcome.CANCELLED) {
        throw new InterruptedException("cancelled");
      }
      return ran.isFault() ? error(ran.fault()) : told(ran);
    } catch (IllegalArgumentException e) {
      return error(String.valueOf(e.getMessage()));
    } catch (Refusal e) {
      return error(e.message());
    }
  }

  private static ObjectNode error(String why) {
    ObjectNode result = Json.MAPPER.createObjectNode();
    text(result, Json.writable(why));
    result.put("isError", true);
    return result;
  }

  private static void text(ObjectNode result, String text) {
    ObjectNode item = result.putArray("content").addObject();
    item.put("type", "text");
    item.put("text", text);
  }

  private static ObjectNode told(Ran ran) {
    boolean compiling = ran.run().isEmpty();
    CommandResult last = ran.run().or(ran::compiled).orElseThrow();
    String stdout = shown(last.stdout());
    String stderr = shown(last.stderr());
    boolean truncated =
        last.out().truncated()
            || last.err().truncated()
            || stdout.length() < last.stdout().length()
            || stderr.length() < last.stderr().length();
    String stage = compiling ? "compile" : "run";
    ObjectNode result = Json.MAPPER.createObjectNode();
    text(result, summary(last, stage, stdout, stderr, truncated));
    ObjectNode structured = result.putObject("structuredContent");
    structured.put("outcome", last.outcome().name());
    structured.put("stage", stage);
    structured.put("return_code", last.returnCode());
    structured.put("stdout", stdout);
    structured.put("stderr", stderr);
    structured.put("runtime", Seconds.of(last.runtime()));
    structured.put("truncated", truncated);
    result.put("isError", false);
    return result;
  }

  private static String summary(
      CommandResult result, String stage, String stdout, String stderr, boolean truncated) {
    StringBuilder text = new StringBuilder(stdout.length() + stderr.length() + 200);
    text.append(stage.equals("compile") ? "The compiler ended: " : "The program ended: ");
    text.append(result.outcome()).append(", return code ").append(result.returnCode());
    text.append(", after ").append(Seconds.of(result.runtime())).append(" s.\n");
    append(text, "Standard output", stdout);
    append(text, "Standard error", stderr);
    if (truncated) {
      text.append("The output was longer than what is shown.\n");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String name, String content) {
    if (!content.isEmpty()) {
      text.append(name).append(":\n").append(content);
      text.append(content.endsWith("\n") ? "" : "\n");
    }
  }

  /** Returns the beginning of a long text, without half a character at its end. */
  private static String shown(String text) {
    if (text.length() <= MOST_SHOWN) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MOST_SHOWN - 1));
    return text.substring(0, splits ? MOST_SHOWN - 1 : MOST_SHOWN);
  }
}

package dev.sce.judge.python;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.DataSize;
import dev.sce.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes requests to our scripts, and commands of them. */
public final class Requests {
  /** Escapes everything but ASCII, so that any text at all survives, unpaired surrogates too. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** What a sample prints is of no interest, but printing much is no fault either. */
  private static final DataSize OUTPUT = DataSize.ofMebibytes(16);

  /** Sets of texts have the same order in every run, so that a verdict can be had again. */
  private static final Map<String, String> ENVIRONMENT = Map.of("PYTHONHASHSEED", "0");

  private Requests() {}

  /** Returns an empty request of a kind. */
  public static ObjectNode of(String kind) {
    return MAPPER.createObjectNode().put("kind", kind);
  }

  /** Returns texts as a list of JSON. */
  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = MAPPER.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** Returns the command that hands a request to the script {@code main.py}. */
  public static Command command(ObjectNode request, Limits limits) {
    byte[] input = MAPPER.writeValueAsString(request).getBytes(StandardCharsets.US_ASCII);
    return Command.of("python3", "main.py")
        .withStdin(Blob.of(input))
        .withEnvironment(ENVIRONMENT)
        .withLimits(limits.output() == null ? limits.withOutput(OUTPUT) : limits);
  }
}

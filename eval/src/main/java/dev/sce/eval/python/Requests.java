package dev.sce.eval.python;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes programs of requests to our scripts. */
final class Requests {
  /** Escapes everything but ASCII, so that any text at all survives, unpaired surrogates too. */
  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** What a sample prints is of no interest, but printing much is no fault either. */
  private static final DataSize OUTPUT = DataSize.ofMebibytes(16);

  /** Sets of texts have the same order in every run, so that a verdict can be had again. */
  private static final Map<String, String> ENVIRONMENT = Map.of("PYTHONHASHSEED", "0");

  /** How much more wall-clock time a whole run gets than its sample. */
  private static final int SLACK = 4;

  private Requests() {}

  /** Returns an empty request of a kind. */
  static ObjectNode of(String kind) {
    return MAPPER.createObjectNode().put("kind", kind);
  }

  /** Returns texts as a list of JSON. */
  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = MAPPER.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  /**
   * Returns the program that judges a sample. The judge itself holds the sample to the limit of
   * wall-clock time, for it can tell waiting for a processor from waiting for something else; the
   * program as a whole gets several times as much, in case the judge is kept from its work.
   */
  static Executable check(ObjectNode request, Limits limits) {
    Duration wall = limits.wallTime();
    if (wall == null) {
      return program(Scripts.CHECKER, request, limits);
    }
    request.put("seconds", wall.toMillis() / 1e3);
    return program(Scripts.CHECKER, request, limits.withWallTime(wall.multipliedBy(SLACK)));
  }

  /** Returns a program of one script and one request as its standard input. */
  static Executable program(Blob script, ObjectNode request, Limits limits) {
    byte[] input = MAPPER.writeValueAsString(request).getBytes(StandardCharsets.US_ASCII);
    Command command =
        Command.of("python3", "main.py")
            .withStdin(Blob.of(input))
            .withEnvironment(ENVIRONMENT)
            .withLimits(limits.output() == null ? limits.withOutput(OUTPUT) : limits);
    return Executable.builder().file("main.py", script).command(command).build();
  }
}

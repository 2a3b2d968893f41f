package dev.sce.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Programs to run.
 *
 * @param config the limits of rows that do not set their own
 * @param programs how many run at once
 */
record RunForm(RunConfig config, int programs) implements RowForm {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LEAST_UNANSWERED = 64;
  private static final int UNANSWERED_PER_PROGRAM = 8;
  private static final Set<String> COMMON = Set.of("id", "files", "files_base64", "tracked_files");
  private static final Set<String> SHORT =
      Set.of("language", "code", "stdin", "arguments", "compile_timeout");
  private static final Set<String> FULL = Set.of("commands", "early_stop");

  @Override
  public String path() {
    return "/v1/run/batch";
  }

  @Override
  public @Nullable String head() {
    return null;
  }

  @Override
  public int mostUnanswered() {
    return Math.max(LEAST_UNANSWERED, UNANSWERED_PER_PROGRAM * programs);
  }

  /** A row that cannot be read is sent as it is, and the engine says what is wrong with it. */
  @Override
  public Prepared prepare(String row) {
    try {
      if (JSON.readTree(row) instanceof ObjectNode program) {
        complete(program);
        JsonNode id = program.path("id");
        return new Prepared(program.toString(), id.isValueNode());
      }
    } catch (JsonProcessingException e) {
      // See above.
    }
    // Blank lines have no answer.
    return new Prepared(row.isBlank() ? "null" : row, false);
  }

  private void complete(ObjectNode program) {
    boolean full = program.hasNonNull("commands");
    List<String> unused = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : program.properties()) {
      if (member.getValue().isNull() || !isKnown(member.getKey(), full)) {
        unused.add(member.getKey());
      }
    }
    program.remove(unused);
    config
        .limits()
        .forEach(
            (name, value) -> {
              if (!program.has(name)) {
                Limits.put(program, name, value);
              }
            });
  }

  private static boolean isKnown(String member, boolean full) {
    return COMMON.contains(member)
        || Limits.NAMES.contains(member)
        || (full ? FULL : SHORT).contains(member);
  }

  @Override
  public String result(String answer, long index, boolean named) {
    String row =
        named ? ResultLine.withIndex(answer, index) : ResultLine.withIndexAsId(answer, index);
    return "INVALID_INPUT".equals(ResultLine.member(row, "outcome"))
        ? ResultLine.withPlace(row, "error", index)
        : row;
  }

  @Override
  public boolean isFault(String result) {
    return "SANDBOX_FAULT".equals(ResultLine.member(result, "outcome"));
  }
}

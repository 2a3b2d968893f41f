package dev.sce.json.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Enforcement;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Launcher;
import dev.sce.Outcome;
import dev.sce.Postprocessor;
import dev.sce.Reused;
import dev.sce.TrackedFile;
import dev.sce.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** A row and the map that the library merges into a prediction have the same fields. */
class ResultRowTest {
  private static final CommandResult RICH =
      CommandResult.builder(Outcome.SIGNALED)
          .returnCode(-11)
          .runtime(Duration.ofNanos(1_234_567_891))
          .cpuTime(Duration.ofNanos(482_000))
          .peakMemory(DataSize.ofMebibytes(9))
          .out(CapturedOutput.ofText("out\n"))
          .err(CapturedOutput.ofText("err\n"))
          .leftBehind(2)
          .launcher(Launcher.WARM)
          .build();

  static final List<ExecutionResult> RESULTS =
      List.of(
          ExecutionResult.known(List.of()),
          ExecutionResult.invalidInput("in.jsonl:1: no"),
          ExecutionResult.known(List.of(RICH, CommandResult.notStarted("no such command"))),
          ExecutionResult.known(List.of(RICH)).toBuilder()
              .elapsed(Duration.ofMillis(7))
              .writingTime(Duration.ofMillis(1))
              .cleanupTime(Duration.ofMillis(2))
              .preprocessTime(Duration.ofMillis(3))
              .trackedFiles(
                  Map.of(
                      "there",
                      TrackedFile.present(Blob.ofText("x")),
                      "gone",
                      TrackedFile.absent(TrackedFile.State.MISSING)))
              .isolation(Isolation.NAMESPACES)
              .enforcement(Enforcement.parse("memory=cgroup,cpu=cgroup,processes=cgroup"))
              .retried(true)
              .reused(Reused.CACHE)
              .build());

  @ParameterizedTest
  @FieldSource("RESULTS")
  void rowAndMapHaveTheSameFields(ExecutionResult result) throws Exception {
    ObjectNode row =
        (ObjectNode) Json.MAPPER.readTree(ResultRow.line(7, IntNode.valueOf(8), result).text());
    assertThat(row.remove("index").intValue()).isEqualTo(7);
    assertThat(row.remove("id").intValue()).isEqualTo(8);
    ObjectNode fields = Json.MAPPER.valueToTree(Postprocessor.merging().combine(Map.of(), result));
    // A row has an index instead of a key, and no path of the machine.
    assertThat(fields.remove(List.of("key", "cwd")).size()).isPositive();
    // A row says only that it was retried, never that it was not.
    if (!result.retried()) {
      assertThat(fields.remove("retried").booleanValue()).isFalse();
    }
    assertThat(texts(row)).isEqualTo(texts(fields));
  }

  private static JsonNode texts(JsonNode node) {
    return Json.MAPPER.readTree(node.toString());
  }
}

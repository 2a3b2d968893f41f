package dev.sce.datasets.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonlDataSetTest {
  private static final String CALL =
      "\"type\": \"call\", \"function\": \"f\", \"tests\": [{\"arguments\": [], \"expected\": 1}]";
  private static final String STDIN = "\"type\": \"stdin\", \"tests\": [{\"output\": \"1\"}]";

  @TempDir Path folder;

  private List<Problem> read(String fields) throws IOException {
    Path file = folder.resolve("problems.jsonl");
    Files.writeString(file, "{\"id\": \"a\", " + fields + "}\n");
    return new JsonlDataSet(LanguageTable.standard()).problems(file).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "\"0.1\"", "true", "1e999"})
  void aToleranceIsANumberThatIsNotNegative(String tolerance) {
    assertThatThrownBy(() -> read(CALL + ", \"tolerance\": " + tolerance))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("problems.jsonl:1")
        .hasMessageContaining("field 'tolerance' must be a number, 0 or above");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"yes\"", "1", "\"true\""})
  void whetherToStopIsTrueOrFalse(String stop) {
    assertThatThrownBy(() -> read(STDIN + ", \"stop_at_first_failure\": " + stop))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("problems.jsonl:1")
        .hasMessageContaining("field 'stop_at_first_failure' must be true or false");
  }

  @ParameterizedTest
  @CsvSource({"tolerence, tolerance", "time_limt, time_limit", "solution, solutions"})
  void aMisspeltFieldIsRefused(String name, String field) {
    assertThatThrownBy(() -> read(CALL + ", \"" + name + "\": 1"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("problems.jsonl:1")
        .hasMessageContaining("field '" + name + "' is unknown; did you mean '" + field + "'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"difficulty\": 3, \"source\": \"own\", \"task_id\": \"b\"",
        "\"tolerance\": 0.5, \"tolerances\": 1",
        "\"tolerance\": null",
      })
  void fieldsOfOnesOwnAreIgnored(String fields) throws IOException {
    assertThat(read(CALL + ", " + fields)).hasSize(1);
    assertThat(read(STDIN + ", \"stop_at_first_failure\": true, " + fields)).hasSize(1);
  }
}

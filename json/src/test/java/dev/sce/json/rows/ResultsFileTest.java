package dev.sce.json.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.json.ByteCounter;
import dev.sce.json.InputSource;
import dev.sce.json.RowReader;
import dev.sce.json.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.StringNode;

/** Any front end can resume a run: which rows are there, and where writing continues. */
class ResultsFileTest {
  @TempDir Path directory;

  private static String line(int index, String id) {
    return ResultRow.line(index, StringNode.valueOf(id), ExecutionResult.known(List.of())).text();
  }

  private Path results(String... lines) throws IOException {
    return Files.writeString(directory.resolve("out.jsonl"), String.join("", lines));
  }

  private List<IdentifiedRow> pending(ResultsFile earlier, String... ids) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String id : ids) {
      text.append("{\"id\":\"").append(id).append("\"}\n");
    }
    Path input = Files.writeString(directory.resolve("in.jsonl"), text);
    List<InputSource> sources = List.of(new InputSource(input.toString()));
    List<IdentifiedRow> all = new ArrayList<>();
    try (RowReader rows = new RowReader(sources, new ByteCounter(), RowReader.LARGEST_ROW)) {
      RowBudget budget = new RowBudget(Long.MAX_VALUE);
      new PendingRows(rows, null, earlier.rows(), budget, "out.jsonl", null)
          .forEachRemaining(all::add);
    }
    return all;
  }

  @Test
  void finishedRowsAreMarkedAndTornLineIsDropped() throws IOException {
    String whole = line(0, "a") + line(2, "c");
    ResultsFile earlier = ResultsFile.read(results(whole, line(1, "b").substring(0, 30)));
    assertThat(earlier.validLength()).isEqualTo(whole.length());
    assertThat(earlier.outcomes().of(Outcome.OK)).isEqualTo(2);
    assertThat(pending(earlier, "a", "b", "c", "d").stream().map(IdentifiedRow::finished))
        .containsExactly(true, false, true, false);
  }

  @Test
  void resultsOfOtherInputAreRefused() throws IOException {
    ResultsFile earlier = ResultsFile.read(results(line(1, "b")));
    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> pending(earlier, "a", "x"))
        .withMessageContaining("in.jsonl:2: the row with index 1 has id \"x\"");
    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> pending(earlier, "a"))
        .withMessageContaining("the input has only 1 rows");
  }

  @Test
  void fileOfOtherLinesIsRefused() throws IOException {
    Path other = results("{\"index\":0}\n");
    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> ResultsFile.read(other))
        .withMessageContaining("out.jsonl:1: it is not a result row");
  }
}

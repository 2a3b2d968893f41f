package dev.sce.datasets.livecodebench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.DataSets;
import dev.sce.datasets.DateWindow;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatesTest {
  @TempDir Path folder;

  private static DataSet set(@Nullable String after, @Nullable String before) {
    DateWindow window =
        new DateWindow(
            after == null ? null : LocalDate.parse(after),
            before == null ? null : LocalDate.parse(before));
    return DataSets.find("livecodebench", DataSetSettings.standard().withDates(window))
        .orElseThrow();
  }

  private Path problems(String... dates) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < dates.length; i++) {
      rows.append(
          """
          {"question_id":"q%d","contest_date":"%s","difficulty":"hard","platform":"atcoder",\
          "metadata":"{}","public_test_cases":"[]","private_test_cases":"[]"}
          """
              .formatted(i, dates[i]));
    }
    return Files.writeString(folder.resolve("test.jsonl"), rows);
  }

  private static List<String> ids(DataSet set, Path file) throws IOException {
    return set.problems(file).map(Problem::id).toList();
  }

  @Test
  void bothEndsOfTheWindowAreInIt() throws Exception {
    Path file =
        problems("2024-01-31T23:59:00", "2024-02-01T00:00:00", "2024-03-31T14:35:00", "2024-04-01");

    assertThat(ids(set("2024-02-01", "2024-03-31"), file)).containsExactly("q1", "q2");
    assertThat(ids(set("2024-02-01", null), file)).containsExactly("q1", "q2", "q3");
    assertThat(ids(set(null, "2024-01-31"), file)).containsExactly("q0");
    assertThat(ids(set(null, null), file)).hasSize(4);
  }

  @Test
  void samplesOfOtherProblemsAreLeftOutAndThatIsSaid() throws Exception {
    Path file = problems("2024-01-31T00:00:00", "2024-02-01T00:00:00");
    Path samples =
        Files.writeString(
            folder.resolve("s.json"),
            "[{\"question_id\":\"q0\",\"code_list\":[\"a\"]},{\"question_id\":\"q1\",\"code_list\":"
                + "[\"b\"]},{\"question_id\":\"q7\",\"code_list\":[\"c\"]}]");
    DataSet set = set("2024-02-01", null);

    assertThat(ids(set, file)).containsExactly("q1");
    assertThat(set.samples(samples, List.of("q1")).map(SampleRow::problemId))
        .containsExactly("q1", "q7");
    assertThat(set.remarks())
        .containsExactly("1 of 2 problems are from 2024-02-01; samples of the others are left out");
  }

  @Test
  void listsInOrderMayBeForAllProblemsOrForThoseOfTheWindow() throws Exception {
    Path file = problems("2024-01-31T00:00:00", "2024-02-01T00:00:00");
    Path all = Files.writeString(folder.resolve("all.json"), "[[\"a\"],[\"b\"]]");
    Path some = Files.writeString(folder.resolve("some.json"), "[[\"b\"]]");
    DataSet set = set("2024-02-01", null);
    List<String> kept = ids(set, file);

    for (Path samples : List.of(all, some)) {
      List<SampleRow> rows = set.samples(samples, kept).toList();
      assertThat(rows).hasSize(1);
      assertThat(((SampleRow.Valid) rows.getFirst()).sample().code()).isEqualTo("b");
    }
  }

  @Test
  void anEmptyWindowNamesTheDatesThereAre() throws Exception {
    Path file = problems("2024-01-31T00:00:00", "2024-02-01T00:00:00");

    assertThatThrownBy(() -> ids(set("2025-01-01", null), file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("test.jsonl: none of its 2 problems is from 2025-01-01")
        .hasMessageContaining("from 2024-01-31 until 2024-02-01");
  }

  @Test
  void aRowWithoutDateIsNamedWhereDatesMatter() throws Exception {
    Path file = problems("soon");

    assertThatThrownBy(() -> ids(set("2025-01-01", null), file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("problem 'q0' has no date");
    assertThat(ids(set(null, null), file)).containsExactly("q0");
  }

  @Test
  void rowsSayTheirGroups() throws Exception {
    Problem problem = set(null, null).problems(problems("2024-02-01T00:00:00")).toList().getFirst();

    assertThat(problem.groups())
        .containsExactly(
            entry("difficulty", "hard"), entry("platform", "atcoder"), entry("month", "2024-02"));
  }
}

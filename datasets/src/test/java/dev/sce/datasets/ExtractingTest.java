package dev.sce.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.GraderSettings;
import dev.sce.judge.Sample;
import dev.sce.judge.text.Extraction;
import dev.sce.judge.text.ExtractionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractingTest {
  private static final String ANSWER = "{\"task_id\":\"a\",\"response\":\"T\\n```py\\nx\\n```\"}";
  private static final String CODE = "{\"task_id\":\"a\",\"solution\":\"```\\ny\\n```\"}";

  @TempDir Path directory;

  private static DataSet humanEval(Extracting extracting) {
    DataSetSettings settings =
        new DataSetSettings(GraderSettings.standard(), "python", null, null, extracting);
    return DataSets.find("humaneval", settings).orElseThrow();
  }

  private List<SampleRow.Valid> read(
      @Nullable ExtractionRule rule, @Nullable String tag, String... lines) throws IOException {
    Path file = directory.resolve("s.jsonl");
    Files.writeString(file, String.join("\n", lines));
    try (Stream<SampleRow> rows = humanEval(new Extracting(rule, tag)).samples(file)) {
      return rows.map(row -> (SampleRow.Valid) row).toList();
    }
  }

  @Test
  void programsAreTakenFromAnswersAndCodeStaysAsItIs() throws IOException {
    List<SampleRow.Valid> rows = read(null, null, ANSWER, CODE);
    assertThat(rows)
        .extracting(SampleRow.Valid::sample)
        .containsExactly(
            new Sample("a", 0, "x\n", true, "python"),
            new Sample("a", 1, "```\ny\n```", true, "python"));
    assertThat(rows)
        .extracting(SampleRow.Valid::origin)
        .containsExactly(
            new Origin(true, ExtractionRule.LAST, Extraction.Found.BLOCK, true),
            new Origin(false, ExtractionRule.WHOLE, Extraction.Found.AS_IT_IS, true));
  }

  @Test
  void aChosenRuleIsForAllFields() throws IOException {
    assertThat(read(ExtractionRule.FIRST, null, ANSWER, CODE))
        .extracting(row -> row.sample().code())
        .containsExactly("x\n", "y\n");
    assertThat(read(ExtractionRule.WHOLE, null, ANSWER))
        .extracting(row -> row.sample().code())
        .containsExactly("T\n```py\nx\n```");
  }

  @Test
  void aTagAloneIsForAnswers() throws IOException {
    assertThat(read(null, "rust", ANSWER, CODE))
        .extracting(row -> row.origin().found())
        .containsExactly(Extraction.Found.NOTHING, Extraction.Found.AS_IT_IS);
  }

  @Test
  void aBlockIsAProgramUnlessItIsIndented() throws IOException {
    assertThat(
            read(
                ExtractionRule.LAST,
                null,
                "{\"task_id\":\"a\",\"completion\":\"```\\n    return 1\\n```\"}",
                "{\"task_id\":\"a\",\"completion\":\"```\\nz\\n```\"}",
                "{\"task_id\":\"a\",\"completion\":\"    return 1\"}"))
        .extracting(row -> row.sample().complete())
        .containsExactly(false, true, false);
  }

  @Test
  void referenceSolutionsAreNeverSearched() throws IOException {
    Path file = directory.resolve("p.jsonl");
    Files.writeString(
        file,
        "{\"task_id\":\"a\",\"prompt\":\"p\",\"entry_point\":\"f\",\"test\":\"t\","
            + "\"canonical_solution\":\"t = '''\\n```\\nx\\n```\\n'''\"}");
    DataSet set = humanEval(new Extracting(ExtractionRule.LAST, null));
    try (Stream<SampleRow> rows = set.canonicalRows(file)) {
      assertThat(rows)
          .extracting(row -> ((SampleRow.Valid) row).sample().code())
          .containsExactly("t = '''\n```\nx\n```\n'''");
    }
  }
}

package dev.sce.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleReaderTest {
  @TempDir Path directory;

  private List<SampleRow> read(String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(bytes);
    }
    try (Stream<SampleRow> rows = SampleReader.DEFAULT.read(file)) {
      return rows.toList();
    }
  }

  private List<Sample> samples(String... lines) throws IOException {
    return read("s.jsonl", lines).stream().map(row -> ((SampleRow.Valid) row).sample()).toList();
  }

  @Test
  void oneLineASample() throws Exception {
    assertThat(
            samples(
                "{\"task_id\":\"a\",\"completion\":\" x\"}",
                "{\"task_id\":\"b\",\"solution\":\"y\",\"language\":\"cpp\"}",
                "{\"task_id\":\"a\",\"code\":\"z\"}",
                "{\"task_id\":7,\"completion\":\"\"}"))
        .containsExactly(
            new Sample("a", 0, " x", false, null),
            new Sample("b", 0, "y", true, "cpp"),
            new Sample("a", 1, "z", true, null),
            new Sample("7", 0, "", false, null));
  }

  @Test
  void listsForEachProblem() throws Exception {
    assertThat(
            samples(
                "{\"task_id\":\"a\",\"completions\":[\"x\",\"y\"]}",
                "{\"question_id\":\"b\",\"code_list\":[\"z\"]}",
                "{\"task_id\":\"a\",\"language\":\"c\","
                    + "\"samples\":[{\"completion\":\"u\"},\"v\",{\"code\":\"w\",\"language\":\"d\"}]}"))
        .containsExactly(
            new Sample("a", 0, "x", false, null),
            new Sample("a", 1, "y", false, null),
            new Sample("b", 0, "z", true, null),
            new Sample("a", 2, "u", false, "c"),
            new Sample("a", 3, "v", true, "c"),
            new Sample("a", 4, "w", true, "d"));
  }

  @Test
  void arraysAndCompressedFilesAreReadAlike() throws Exception {
    String row = "{\"task_id\":\"a\",\"code\":\"x\"}";
    assertThat(read("s.json", "[" + row + ",", row + "]")).hasSize(2);
    assertThat(read("s.jsonl.gz", row, row, row)).hasSize(3);
  }

  @Test
  void whatIsNoSampleIsSaidWithItsPlaceAndTheOthersStay() throws Exception {
    List<SampleRow> rows =
        read(
            "s.jsonl",
            "{\"task_id\":\"a\",\"completion\":\"x\"}",
            "{\"task_id\":",
            "[1]",
            "{\"completion\":\"x\"}",
            "{\"task_id\":\"a\"}",
            "{\"task_id\":\"a\",\"code\":5}",
            "{\"task_id\":\"a\",\"code\":[5,\"y\"]}");
    String file = directory.resolve("s.jsonl").toString();
    assertThat(rows).hasSize(8);
    assertThat(rows.stream().filter(row -> row instanceof SampleRow.Valid)).hasSize(2);
    assertThat(rows.get(1).place()).isEqualTo(file + ":2");
    assertThat(problem(rows.get(1))).contains("not valid JSON");
    assertThat(problem(rows.get(2))).isEqualTo("the row is not a JSON object");
    assertThat(problem(rows.get(3))).contains("names a problem");
    assertThat(problem(rows.get(4))).startsWith("there is no sample");
    assertThat(problem(rows.get(5))).isEqualTo("field 'code' is neither a text nor a list");
    assertThat(problem(rows.get(6))).contains("neither a text nor an object");
  }

  @Test
  void anEmptyListIsNoSampleAndSaid() throws Exception {
    List<SampleRow> rows =
        read(
            "s.jsonl",
            "{\"task_id\":\"a\",\"completion\":\"x\"}",
            "{\"task_id\":\"b\",\"completion\":[]}",
            "{\"task_id\":\"c\",\"samples\":[{\"code\":[]}]}");
    String file = directory.resolve("s.jsonl").toString();
    assertThat(rows.subList(1, 3))
        .containsExactly(
            new SampleRow.Invalid(file + ":2", "b", "field 'completion' is an empty list"),
            new SampleRow.Invalid(file + ":3", "c", "field 'code' is an empty list"));
  }

  private static String problem(SampleRow row) {
    return ((SampleRow.Invalid) row).problem();
  }

  @Test
  void fieldsOfProblemsComplainWithPlaceAndField() throws Exception {
    Path file = directory.resolve("p.jsonl");
    Files.writeString(file, "{\"a\":1,\"b\":[1]}\n5\n");
    try (Stream<JsonRow> rows = JsonRows.read(file)) {
      JsonRow row = rows.findFirst().orElseThrow();
      assertThat(row.text("a")).isEqualTo("1");
      assertThatThrownBy(() -> row.text("c"))
          .isInstanceOf(InvalidDataException.class)
          .hasMessage(file + ":1: field 'c' is missing; the row has a, b");
      assertThatThrownBy(() -> row.texts("b")).hasMessageContaining("list of texts");
    }
    assertThatThrownBy(
            () -> {
              try (Stream<JsonRow> rows = JsonRows.read(file)) {
                rows.forEach(row -> {});
              }
            })
        .hasMessage(file + ":2: the row is not a JSON object");
    assertThatThrownBy(() -> JsonRows.read(directory.resolve("none.jsonl")))
        .hasMessageContaining("no such input");
  }

  @Test
  void answersAreReadWhereThereIsNoCode() throws Exception {
    List<SampleRow> rows =
        read(
            "s.jsonl",
            "{\"task_id\":\"a\",\"response\":\"x\"}",
            "{\"task_id\":\"a\",\"output_list\":[\"y\",\"z\"],\"code_list\":[\"c\"]}",
            "{\"task_id\":\"b\",\"samples\":[{\"text\":\"t\"}]}");
    assertThat(rows)
        .containsExactly(
            new SampleRow.Valid(
                rows.get(0).place(), new Sample("a", 0, "x", true, null), null, Origin.ANSWER),
            new SampleRow.Valid(rows.get(1).place(), new Sample("a", 1, "c", true, null)),
            new SampleRow.Valid(
                rows.get(2).place(), new Sample("b", 0, "t", true, null), null, Origin.ANSWER));
  }
}

package dev.sce.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.DataSize;
import dev.sce.testkit.Growth;
import dev.sce.testkit.HostileText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {
  private static final DataSize SMALL = DataSize.ofMebibytes(1);
  private static final byte[] MEBIBYTE = "a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private List<InputRow> rows(String name, DataSize largest, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return rows(file, largest);
  }

  private static List<InputRow> rows(Path file, DataSize largest) throws IOException {
    List<InputRow> rows = new ArrayList<>();
    try (RowReader reader =
        new RowReader(List.of(new InputSource(file.toString())), new ByteCounter(), largest)) {
      reader.forEachRemaining(rows::add);
    }
    return rows;
  }

  @Test
  void integersOfManyDigitsAreNumbers() throws IOException {
    String digits = "1" + "0".repeat(50_000);
    assertThat(kinds(rows("long.jsonl", SMALL, "{\"n\": " + digits + "}\n"))).isEqualTo("ok");
    assertThat(Json.MAPPER.readTree(digits).bigIntegerValue()).hasToString(digits);
  }

  private static String kinds(List<InputRow> rows) {
    return rows.stream()
        .map(row -> row.problem() == null ? "ok" : "no")
        .collect(Collectors.joining(" "));
  }

  /** Writes a row of so many mebibytes between two others. */
  private Path bomb(String name, String before, String after, int mebibytes) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(before.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < mebibytes; i++) {
        out.write(MEBIBYTE);
      }
      out.write(after.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void aRowBeyondTheLimitIsNamedAndTheOthersAreRead() throws IOException {
    Path lines = bomb("b.jsonl.gz", "{\"id\":1}\n{\"id\":\"", "\"}\n{\"id\":3}\n", 65);

    List<InputRow> rows = rows(lines, RowReader.LARGEST_ROW);

    assertThat(kinds(rows)).isEqualTo("ok no ok");
    assertThat(rows.get(1).place()).isEqualTo(lines + ":2");
    assertThat(rows.get(1).problem()).startsWith("the line is longer than 64 MiB; split it");
  }

  @Test
  void anElementBeyondTheLimitIsNamedAndTheOthersAreRead() throws IOException {
    Path array = bomb("b.json.gz", "[{\"id\":1},\n{\"id\":[{\"\\\"]\":\"", "\"}]},\n 3\n]", 65);

    List<InputRow> rows = rows(array, RowReader.LARGEST_ROW);

    assertThat(kinds(rows)).isEqualTo("ok no ok");
    assertThat(rows.get(1).place()).isEqualTo(array + ":2");
    assertThat(rows.get(1).problem()).contains("longer than 64 MiB");
    assertThat(rows.get(2).place()).isEqualTo(array + ":3");
  }

  /** An endless row, of which nothing may be kept. */
  private static InputStream endless(long length) {
    return new InputStream() {
      private long left = length;

      @Override
      public int read() {
        return left-- > 0 ? 'a' : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int count) {
        int given = (int) Math.min(count, left);
        Arrays.fill(bytes, offset, offset + Math.max(given, 0), (byte) 'a');
        left -= given;
        return given <= 0 ? -1 : given;
      }
    };
  }

  @Test
  void aRowLargerThanAnyArrayIsPassedOver() throws IOException {
    LineReader.Line line = new LineReader(endless(3L << 30), 1 << 20).next();

    assertThat(line).isNotNull().extracting(LineReader.Line::bytes).isNull();
  }

  @Test
  void rowsWithinTheLimitAreRead() throws IOException {
    String text = "x".repeat((1 << 20) - 8);

    assertThat(kinds(rows("a.jsonl", SMALL, "\"" + text + "\"\n"))).isEqualTo("ok");
    assertThat(kinds(rows("a.json", SMALL, "[\"" + text + "\", 1]"))).isEqualTo("ok ok");
    assertThat(kinds(rows("b.jsonl", SMALL, "\"" + text + "1234567\"\n1"))).isEqualTo("no ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.json"})
  void whatNoValueCanBeIsARowWithAProblem(String name) throws IOException {
    List<String> hostile =
        List.of(
            "[".repeat(100_000) + "]".repeat(100_000),
            "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
            "1".repeat(1_000_000),
            "1e99999999999999",
            "[1e-99999999999999]",
            "{\"a\" 1}");
    boolean lines = name.endsWith("l");
    String all = String.join(lines ? "\n" : ",\n", hostile);

    List<InputRow> rows = rows(name, SMALL, lines ? all + "\n1\n" : "[" + all + ",1]");

    assertThat(kinds(rows)).isEqualTo("no no no no no" + (lines ? " no ok" : " no"));
    assertThat(rows.getFirst().problem()).contains("nesting depth");
  }

  @Test
  void aRowOfNothingButBracketsIsRefused() throws IOException {
    String brackets = "[" + "{},".repeat(5_000_000) + "1]";

    List<InputRow> rows = rows("a.jsonl", RowReader.LARGEST_ROW, brackets + "\n1\n");

    assertThat(kinds(rows)).isEqualTo("no ok");
    assertThat(rows.getFirst().problem()).contains("exceeds the maximum");
  }

  @Test
  void manyEmptyLinesAreOneRow() throws IOException {
    List<InputRow> rows = rows("a.jsonl", SMALL, "1\n" + "\n".repeat(5_000_000) + "2\n");

    assertThat(rows).hasSize(1003);
    assertThat(rows.get(1000).problem()).isEqualTo("the line is empty");
    assertThat(rows.get(1001).problem()).isEqualTo("this and the lines up to 5000001 are empty");
    assertThat(rows.get(1002).place()).endsWith(":5000002");
  }

  @Test
  void arraysAreReadHoweverTheyAreWritten() throws IOException {
    assertThat(kinds(rows("a.json", SMALL, "\uFEFF [ ]\n"))).isEmpty();
    assertThat(kinds(rows("a.json", SMALL, "[1,\"],[\\\\\",{\"a\":[\"}\"]}, [ ] ,null]")))
        .isEqualTo("ok ok ok ok ok");
    assertThat(kinds(rows("a.json", SMALL, "[1,,2]"))).isEqualTo("ok no");
    assertThat(kinds(rows("a.json", SMALL, "[1 2, {\"a\":1]]"))).isEqualTo("no");
    assertThat(kinds(rows("a.json", SMALL, "[1] 2"))).isEqualTo("ok no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1", "[{\"a\":1},", "[{\"a\":[1,2]", "[\"a", ""})
  void anArrayThatIsCutOffEndsTheInput(String text) {
    assertThatThrownBy(() -> rows("a.json", SMALL, text))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void manyKeysAreCheap() {
    Growth.assertNotQuadratic(
        "keys of one hash",
        size ->
            HostileText.collidingWords(size).stream()
                .map(word -> "\"" + word + "\":1")
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8),
        bytes -> Json.MAPPER.readTree(new ByteArrayInputStream(bytes)));
  }
}

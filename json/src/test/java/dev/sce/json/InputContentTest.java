package dev.sce.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputContentTest {
  @TempDir Path directory;

  private List<String> read(String name, byte[] content) throws IOException {
    InputSource source = new InputSource(Files.write(directory.resolve(name), content).toString());
    assertThat(source.problem()).isEmpty();
    List<String> rows = new ArrayList<>();
    try (RowReader reader =
        new RowReader(List.of(source), new ByteCounter(), RowReader.LARGEST_ROW)) {
      reader.forEachRemaining(
          row -> rows.add(row.json() == null ? row.problem() : row.json().toString()));
    }
    return rows;
  }

  private List<String> read(String name, String content) throws IOException {
    return read(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zstandard(String text, int window) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
      if (window > 0) {
        out.setLong(window);
      }
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void whateverItsNameContentTellsWhatAFileIs() throws IOException {
    assertThat(read("a", "{\"x\":1}\n{\"x\":2}\n")).containsExactly("{\"x\":1}", "{\"x\":2}");
    assertThat(read("b.txt", " [{\"x\":1},\n{\"x\":2}]")).containsExactly("{\"x\":1}", "{\"x\":2}");
    assertThat(read("c.jsonl", gzip("{\"x\":1}\n"))).containsExactly("{\"x\":1}");
    assertThat(read("d.jsonl.gz", zstandard("{\"x\":1}\n", 0))).containsExactly("{\"x\":1}");
    assertThat(read("e.json.zst", zstandard("[{\"x\":1}]", 0))).containsExactly("{\"x\":1}");
    assertThat(read("f.jsonl", "[1]\n[2]\n")).containsExactly("[1]", "[2]");
  }

  @Test
  void aFileNamedAsJsonMayHaveAnArrayOrLinesOrOneObject() throws IOException {
    assertThat(read("a.json", "{\"x\":1}\n{\"x\":2}\n")).containsExactly("{\"x\":1}", "{\"x\":2}");
    assertThat(read("b.json", "\uFEFF{\n \"x\": [1,\n 2]\n}\n")).containsExactly("{\"x\":[1,2]}");
    assertThat(read("c.json", "{\"x\":1}")).containsExactly("{\"x\":1}");
    assertThat(read("d.json", "{\n \"x\":\n"))
        .singleElement()
        .asString()
        .startsWith("not valid JSON");
  }

  @Test
  void framesOfZstandardFollowEachOtherWithWindowsOfAnyLength() throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    // A frame of the user's own, which is skipped.
    frames.write(new byte[] {0x50, 0x2A, 0x4D, 0x18, 1, 0, 0, 0, 7});
    frames.write(zstandard("{\"x\":1}\n{\"x\"", 0));
    frames.write(zstandard(":2}\n", 30));
    assertThat(read("a.jsonl.zst", frames.toByteArray())).containsExactly("{\"x\":1}", "{\"x\":2}");
  }

  @Test
  void whatIsNotReadSaysWhatToDo() throws IOException {
    assertThat(problem("a.jsonl", "ARROW1\0\0")).contains("is an Arrow file");
    assertThat(problem("a.zip", "PK\u0003\u0004")).contains("unpack it");
    assertThat(problem("a.csv", "id,code\n")).contains("is neither JSON");
    assertThatThrownBy(() -> read("cut.jsonl.zst", cut(zstandard("{\"x\":1}\n".repeat(999), 0))))
        .hasMessageContaining("cut.jsonl.zst is damaged");
  }

  private static byte[] cut(byte[] bytes) {
    return java.util.Arrays.copyOf(bytes, bytes.length / 2);
  }

  private String problem(String name, String content) throws IOException {
    Path file = Files.writeString(directory.resolve(name), content);
    return new InputSource(file.toString()).problem().orElse("");
  }
}

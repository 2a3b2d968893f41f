package dev.sce.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.DataSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files were written by pyarrow. */
class ParquetTest {
  private static final Path FILES = Path.of("src/test/resources/dev/sce/json/parquet");

  private static List<InputRow> read(Path file, DataSize largest, String... columns)
      throws IOException {
    List<InputSource> sources = List.of(new InputSource(file.toString()));
    List<InputRow> rows = new ArrayList<>();
    try (RowReader reader = new RowReader(sources, new ByteCounter(), largest, Set.of(columns))) {
      reader.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static List<String> shown(List<InputRow> rows) {
    return rows.stream().map(row -> String.valueOf(row.json())).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd", "gzip"})
  void rowsOfEachCodecAreJson(String codec) throws IOException {
    List<InputRow> rows = read(FILES.resolve(codec + ".parquet"), RowReader.LARGEST_ROW);
    assertThat(shown(rows))
        .containsExactly(
            "{\"id\":1,\"code\":\"print(\\\"ä 😀\\\")\\n\","
                + "\"tests\":[{\"input\":\"1\\n\",\"output\":\"2\\n\"},"
                + "{\"input\":\"\",\"output\":null}],\"score\":0.5,\"small\":0.1,\"ok\":true,"
                + "\"raw\":\"text\",\"meta\":{\"lang\":\"python\",\"tags\":[\"a\",\"b\"]},"
                + "\"when\":\"2026-01-02T03:04:05Z\",\"day\":\"2026-01-02\",\"money\":12.50,"
                + "\"map\":{\"x\":1},\"lists\":[[1,2],[],[3]]}",
            "{\"id\":null,\"code\":null,\"tests\":[],\"score\":null,\"small\":null,\"ok\":null,"
                + "\"raw\":\"/wA=\",\"meta\":null,\"when\":null,\"day\":null,\"money\":null,"
                + "\"map\":null,\"lists\":null}",
            "{\"id\":-3,\"code\":\"\",\"tests\":null,\"score\":\"NaN\",\"small\":1.0E+30,"
                + "\"ok\":false,\"raw\":\"\",\"meta\":{\"lang\":null,\"tags\":null},"
                + "\"when\":null,\"day\":null,\"money\":null,\"map\":{},\"lists\":[[]]}");
    assertThat(rows.get(1).place()).endsWith(codec + ".parquet:2");
    assertThat(rows.get(1).index()).isEqualTo(1);
  }

  @Test
  void rowsOfSeveralGroupsComeInTheirOrder() throws IOException {
    List<InputRow> rows = read(FILES.resolve("groups.parquet"), RowReader.LARGEST_ROW);
    assertThat(rows).hasSize(1000);
    assertThat(shown(rows).get(999)).isEqualTo("{\"id\":999,\"code\":\"print(5)\"}");
    assertThat(read(FILES.resolve("empty.parquet"), RowReader.LARGEST_ROW)).isEmpty();
  }

  @Test
  void onlyTheColumnsAskedForAreRead() throws IOException {
    assertThat(
            shown(read(FILES.resolve("snappy.parquet"), RowReader.LARGEST_ROW, "id", "no", "ok")))
        .startsWith("{\"id\":1,\"ok\":true}");
  }

  @Test
  void aRowOverTheLimitIsARowWithAProblem() throws IOException {
    List<InputRow> rows = read(FILES.resolve("snappy.parquet"), DataSize.ofBytes(120));
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).json()).isNull();
    assertThat(rows.get(0).problem()).startsWith("the row is longer than");
    assertThat(rows.get(1).json()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lz4", "brotli"})
  void otherCodecsAreRefusedWithARemedy(String codec) {
    assertThatThrownBy(() -> read(FILES.resolve(codec + ".parquet"), RowReader.LARGEST_ROW))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("write it with zstd, snappy or gzip");
  }

  @Test
  void damagedFilesAreSaid(@TempDir Path directory) throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve("groups.parquet"));
    Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, 3000));
    assertThatThrownBy(() -> read(cut, RowReader.LARGEST_ROW))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("input " + cut + " is damaged or no Parquet");
    Arrays.fill(whole, 100, 3000, (byte) 0x55);
    Path broken = Files.write(directory.resolve("broken"), whole);
    assertThatThrownBy(() -> read(broken, RowReader.LARGEST_ROW))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("is damaged or no Parquet");
  }
}

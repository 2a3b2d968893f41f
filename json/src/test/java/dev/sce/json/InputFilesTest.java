package dev.sce.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir Path directory;

  private void write(String... names) throws IOException {
    for (String name : names) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private List<String> found(Path pattern) {
    return InputFiles.of(pattern).stream()
        .map(file -> directory.relativize(file).toString())
        .toList();
  }

  @Test
  void patternsGiveFilesInTheOrderOfTheirNames() throws IOException {
    write("b.jsonl", "a.jsonl", "c.json", "deep/d.jsonl");
    assertThat(found(directory.resolve("*.jsonl"))).containsExactly("a.jsonl", "b.jsonl");
    assertThat(found(directory.resolve("**.jsonl")))
        .containsExactly("a.jsonl", "b.jsonl", "deep/d.jsonl");
    assertThat(found(directory.resolve("c.json"))).containsExactly("c.json");
    assertThatThrownBy(() -> InputFiles.of(directory.resolve("x*")))
        .hasMessage("no file matches " + directory.resolve("x*"));
  }

  @Test
  void aFileWhoseNameIsAPatternIsItself() throws IOException {
    write("[1].jsonl");
    assertThat(found(directory.resolve("[1].jsonl"))).containsExactly("[1].jsonl");
  }

  @Test
  void shardsOfASnapshotAreFound() throws IOException {
    write("README.md", ".gitattributes", "data/test-00001-of-00002.parquet");
    write("data/test-00000-of-00002.parquet");
    Path shards = InputFiles.shards(directory, null);
    assertThat(found(shards))
        .containsExactly("data/test-00000-of-00002.parquet", "data/test-00001-of-00002.parquet");
    write("data/train-00000-of-00001.parquet");
    assertThatThrownBy(() -> InputFiles.shards(directory, null))
        .hasMessage(directory + " has several splits: test, train; choose one with --split");
    assertThat(found(InputFiles.shards(directory, "train")))
        .containsExactly("data/train-00000-of-00001.parquet");
    assertThatThrownBy(() -> InputFiles.shards(directory, "dev"))
        .hasMessage(directory + " has no split 'dev', but test, train");
  }

  @Test
  void configurationsAreChosenByTheirFolder() throws IOException {
    write("full/test-00000-of-00001.parquet", "sanitized/test-00000-of-00001.parquet");
    assertThatThrownBy(() -> InputFiles.shards(directory, "test"))
        .hasMessageContaining("has several data sets")
        .hasMessageContaining("name one of them instead of the folder");
    assertThat(found(InputFiles.shards(directory.resolve("full"), null)))
        .containsExactly("full/test-00000-of-00001.parquet");
  }

  @Test
  void otherFoldersAreLeftToTheirReaders() throws IOException {
    write("0000/input_output.json", "samples.jsonl");
    assertThat(InputFiles.shards(directory, null)).isEqualTo(directory);
    assertThat(found(InputFiles.shards(directory, "samples"))).containsExactly("samples.jsonl");
  }

  @Test
  void foldersOfArrowSayHowToConvertThem() throws IOException {
    write("dataset_info.json", "state.json", "data-00000-of-00001.arrow");
    assertThatThrownBy(() -> InputFiles.shards(directory, null))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("save_to_disk (Arrow)")
        .hasMessageContaining(".to_parquet('problems.parquet')");
  }
}

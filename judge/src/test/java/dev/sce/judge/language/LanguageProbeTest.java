package dev.sce.judge.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language works when its small program does; entries of bash stand for all others. */
class LanguageProbeTest {
  private static CodeExecutor executor;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws IOException {
    executor = CodeExecutor.create(ExecutionConfig.builder().workers(1).build());
  }

  @AfterAll
  static void close() {
    executor.close();
  }

  /** Returns the status of an entry with these fields. */
  private LanguageStatus status(String fields) throws Exception {
    Path file = folder.resolve("mine.json");
    Files.writeString(
        file,
        "{\"languages\": [{\"id\": \"shell\", \"extensions\": [\"sh\"], \"source\": \"main.sh\","
            + " \"run\": [\"bash\", \"{source}\"], \"install\": \"bash\", "
            + fields
            + "}]}");
    LanguageTable table = new LanguageTable(List.of()).with(file);
    List<LanguageStatus> all = LanguageProbe.detect(table, executor);
    assertThat(all).hasSize(1);
    assertThat(LanguageProbe.detect(table.languages().getFirst(), executor))
        .isEqualTo(all.getFirst());
    return all.getFirst();
  }

  private static String version() {
    return "\"version\": [\"bash\", \"--version\"], ";
  }

  @Test
  void aProgramThatAddsTheNumbersShowsThatItsLanguageWorks() throws Exception {
    LanguageStatus status = status(version() + "\"check\": [\"read -r a b\", \"echo $((a + b))\"]");
    assertThat(status.installed()).isTrue();
    assertThat(status.checked()).isTrue();
    assertThat(status.version()).startsWith("GNU bash");
    assertThat(status.problem()).isNull();
  }

  @Test
  void whatToolsPrintMovesNoCursor() throws Exception {
    LanguageStatus status =
        status(
            "\"version\": [\"printf\", \"one\\\\033[31m\\\\302\\\\2332J two\\\\007\\\\n\"],"
                + " \"check\": [\"printf 'bad\\\\033]0;x\\\\007'\"]");
    assertThat(status.version() + status.problem())
        .contains("one", "two", "bad")
        .doesNotContainPattern("\\p{IsControl}");
  }

  @Test
  void anInterpreterThatComplainsOnStandardOutputDoesNotWork() throws Exception {
    LanguageStatus status =
        status(version() + "\"check\": [\"echo cannot find system settings\", \"echo 42\"]");
    assertThat(status.installed()).isFalse();
    assertThat(status.version()).startsWith("GNU bash");
    assertThat(status.problem())
        .isEqualTo(
            "its small program printed 'cannot find system settings\\n42' instead of 42;"
                + " on Debian: apt-get install bash");
  }

  @Test
  void aCompilerThatFailsIsNamedWithWhatItSaid() throws Exception {
    LanguageStatus status =
        status(
            version()
                + "\"compile\": [[\"bash\", \"-c\", \"echo ==== >&2; echo no packages >&2; exit 2\"]],"
                + " \"check\": [\"echo 42\"]");
    assertThat(status.problem())
        .isEqualTo(
            "compiling its small program ended with NONZERO_EXIT: no packages;"
                + " on Debian: apt-get install bash");
  }

  @Test
  void aMissingToolIsSaidWithThePackageThatHoldsIt() throws Exception {
    LanguageStatus status = status("\"version\": [\"no-such-tool\"], \"check\": [\"echo 42\"]");
    assertThat(status.installed()).isFalse();
    assertThat(status.version()).isNull();
    assertThat(status.problem()).isEqualTo("not installed; on Debian: apt-get install bash");
  }

  @Test
  void theScriptOfAVersionManagerIsNoTool() throws Exception {
    LanguageStatus status =
        status("\"version\": [\"bash\", \"-c\", \"exit 127\"], \"check\": [\"echo 42\"]");
    assertThat(status.state()).isEqualTo(LanguageStatus.State.MISSING);
  }

  @Test
  void withoutASmallProgramTheVersionCommandCounts() throws Exception {
    LanguageStatus status = status("\"version\": [\"bash\", \"--version\"]");
    assertThat(status.installed()).isTrue();
    assertThat(status.checked()).isFalse();
  }

  @Test
  void anEntryThatCannotBeTriedSaysSo() throws Exception {
    LanguageStatus status = status("\"comment\": \"nothing to try\"");
    assertThat(status.installed()).isFalse();
    assertThat(status.problem())
        .isEqualTo("not tried: its entry has neither a 'check' nor a 'version'");
  }
}

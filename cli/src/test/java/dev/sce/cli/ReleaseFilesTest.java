package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

class ReleaseFilesTest {
  @TempDir Path share;

  @ParameterizedTest
  @ValueSource(strings = {"run", "eval", "serve", "mcp", "doctor"})
  void theManualHasEveryOption(String command) throws IOException {
    ReleaseFiles.write(share, "1.2.3", "2026-11-30");
    String manual = Files.readString(share.resolve("man/man1/sce.1"));
    assertThat(manual).contains(".SH SCE " + command.toUpperCase(Locale.ROOT));
    for (OptionSpec option : OptionsPage.options(command)) {
      assertThat(manual).contains(option.longestName().replace("-", "\\-"));
    }
  }

  @Test
  void theManualSaysVersionAndDayAndPrintsTextLiterally() throws IOException {
    ReleaseFiles.write(share, "1.2.3", "2026-11-30");
    List<String> lines = Files.readAllLines(share.resolve("man/man1/sce.1"));
    assertThat(lines.getFirst()).contains("2026-11-30").contains("sce 1.2.3");
    assertThat(lines)
        .allMatch(line -> !line.startsWith("'"))
        .filteredOn(line -> line.startsWith("."))
        .allMatch(line -> line.matches("\\.(TH|SH|PP|TP|B)( .*)?"));
    // A text that shows what a template writes: its backslashes are not instructions.
    assertThat(lines).anyMatch(line -> line.contains("\\(aq\\en\\(aq by a newline"));
  }

  @Test
  void completionKnowsCommandsAndOptions() throws IOException {
    ReleaseFiles.write(share, "1.2.3", "2026-11-30");
    String completion = Files.readString(share.resolve("bash-completion/completions/sce"));
    assertThat(completion).contains("run").contains("--isolation").contains("doctor");
  }

  @Test
  void theVersionNamesTheCommit() {
    assertThat(Main.version("1.2.3+0123456789ab")).isEqualTo("sce 1.2.3 (commit 0123456789ab)");
    assertThat(Main.version("1.2.3-SNAPSHOT")).isEqualTo("sce 1.2.3-SNAPSHOT");
    assertThat(Main.version(null)).isEqualTo("sce (built from classes)");
  }
}

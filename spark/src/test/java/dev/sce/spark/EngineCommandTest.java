package dev.sce.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCommandTest {
  @TempDir Path folder;

  private Path command(String path) throws IOException {
    Path command = folder.resolve(path);
    Files.createDirectories(command.getParent());
    Files.createFile(
        command,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return command;
  }

  private EngineCommand search(Map<String, String> environment) {
    return new EngineCommand(environment, List.of(folder));
  }

  @Test
  void configurationCountsMoreThanTheEnvironmentAndThatMoreThanAnArchive() throws IOException {
    Path archive = command("sce/sce-1.0/bin/sce");
    Path environment = command("environment");
    Path configured = command("configured");
    Map<String, String> variables = Map.of("SCE_COMMAND", environment.toString());
    assertThat(search(variables).find(configured.toString())).isEqualTo(configured.toString());
    assertThat(search(variables).find(null)).isEqualTo(environment.toString());
    assertThat(search(Map.of()).find(null)).isEqualTo(archive.toString());
  }

  @Test
  void commandIsFoundOnThePath() throws IOException {
    Path command = command("path/sce");
    Map<String, String> variables = Map.of("PATH", "/nowhere:" + folder.resolve("path"));
    assertThat(search(variables).find(null)).isEqualTo(command.toString());
    assertThat(search(variables).find("sce")).isEqualTo(command.toString());
  }

  @Test
  void allThatWasTriedIsNamed() throws IOException {
    Files.createFile(folder.resolve("plain"));
    assertThatThrownBy(() -> search(Map.of("PATH", "/nowhere")).find(null))
        .isInstanceOf(SceException.class)
        .hasMessageContaining(folder + "/sce/bin/sce, /nowhere/sce")
        .hasMessageContaining("--archives sce.tar.gz#sce");
    assertThatThrownBy(() -> search(Map.of()).find(folder.resolve("plain").toString()))
        .hasMessageContaining("spark.sce.command names " + folder.resolve("plain"))
        .hasMessageContaining("not executable");
  }
}

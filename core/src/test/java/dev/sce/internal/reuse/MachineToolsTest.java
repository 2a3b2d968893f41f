package dev.sce.internal.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.Blob;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Warm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another tool behind the same name is another tool. */
class MachineToolsTest {
  @TempDir Path directory;
  private Path tool = Path.of("");

  @BeforeEach
  void makeTool() throws IOException {
    tool = Files.writeString(directory.resolve("tool"), "one");
  }

  private static MachineTools tools(Path... readOnly) throws IOException {
    return new MachineTools(
        ExecutionConfig.builder().warm(Warm.OFF).readOnlyPaths(List.of(readOnly)).build(), 500);
  }

  private static Blob print(MachineTools tools, String name, Map<String, String> environment)
      throws IOException {
    return tools.print(Executable.builder().command(name).build(), environment).orElseThrow();
  }

  private void replaceTool() throws IOException {
    FileTime time = Files.getLastModifiedTime(tool);
    Path other = Files.writeString(directory.resolve("new"), "two");
    Files.setLastModifiedTime(other, time);
    Files.move(other, tool, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aReplacedToolIsAnotherEvenWithTheOldTimeAndSize() throws IOException {
    MachineTools before = tools();
    Blob print = print(before, tool.toString(), Map.of());
    assertThat(print(tools(), tool.toString(), Map.of())).isEqualTo(print);
    assertThat(before.unchanged()).isTrue();
    replaceTool();
    assertThat(print(tools(), tool.toString(), Map.of())).isNotEqualTo(print);
    assertThat(before.unchanged()).isFalse();
    assertThat(print(before, tool.toString(), Map.of())).isEqualTo(print);
  }

  @Test
  void aToolIsFoundOnTheSearchPathOfItsCommand() throws IOException {
    Map<String, String> path = Map.of("PATH", directory.toString());
    Blob print = print(tools(), "tool", path);
    replaceTool();
    assertThat(print(tools(), "tool", path)).isNotEqualTo(print);
  }

  @Test
  void anInstalledModuleChangesTheInterpreter() throws IOException {
    Path prefix = Files.createDirectories(directory.resolve("lib"));
    Path python = Files.writeString(directory.resolve("python3"), script(prefix));
    assertThat(python.toFile().setExecutable(true)).isTrue();
    MachineTools before = tools();
    Blob print = print(before, python.toString(), Map.of());
    Files.createDirectory(prefix.resolve("numpy-2.0.dist-info"));
    assertThat(print(tools(), python.toString(), Map.of())).isNotEqualTo(print);
    assertThat(before.unchanged()).isFalse();
  }

  private static String script(Path prefix) {
    return "#!/bin/sh\necho \"$0\"\necho " + prefix + "\n";
  }

  @Test
  void whatProgramsMayReadBesidesIsFollowed() throws IOException {
    Path data = Files.createDirectories(directory.resolve("data/deep"));
    Files.writeString(data.resolve("file"), "one");
    MachineTools before = tools(directory.resolve("data"));
    assertThat(before.unchanged()).isTrue();
    Files.writeString(data.resolve("file"), "two");
    assertThat(before.unchanged()).isFalse();
  }

  @Test
  void tooManyFilesToFollowAreRefused() throws IOException {
    for (int i = 0; i < 500; i++) {
      Files.createFile(directory.resolve("file" + i));
    }
    assertThatThrownBy(() -> tools(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--read-only");
  }
}

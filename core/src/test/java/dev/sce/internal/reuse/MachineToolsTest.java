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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
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

  /** As a caller sees the machine who has these folders in front of the usual ones. */
  private static MachineTools toolsOn(Path... folders) throws IOException {
    String path = Stream.of(folders).map(Path::toString).collect(Collectors.joining(":"));
    return new MachineTools(ExecutionConfig.builder().warm(Warm.OFF).build(), 500, path);
  }

  private static Path script(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  /** What an interpreter says of itself. */
  private static String answer(Path importedFrom) {
    return "echo \"$0\"; echo " + importedFrom;
  }

  private static Blob print(MachineTools tools, String name, Map<String, String> environment)
      throws IOException {
    return tools.print(Executable.builder().command(name).build(), environment);
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
  void aCommandThatNobodyNamesIsNoticedWhenWrittenOverInPlace() throws IOException {
    MachineTools before = toolsOn(directory);
    Blob print = print(before, "bash", Map.of());
    assertThat(print(toolsOn(directory), "bash", Map.of())).isEqualTo(print);
    Files.writeString(tool, "two");
    assertThat(before.unchanged()).isFalse();
    assertThat(print(toolsOn(directory), "bash", Map.of())).isNotEqualTo(print);
  }

  @Test
  void aCommandBehindALinkIsNoticedWhenWrittenOverInPlace() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("mytool"), tool);
    MachineTools before = toolsOn(folder);
    Files.writeString(tool, "two");
    assertThat(before.unchanged()).isFalse();
  }

  @Test
  void aCommandOnAProgramsOwnSearchPathIsNoticedWhenWrittenOverInPlace() throws IOException {
    Map<String, String> path = Map.of("PATH", directory.toString());
    MachineTools before = tools();
    Blob print = print(before, "/bin/sh", path);
    Files.writeString(tool, "two");
    assertThat(before.unchanged()).isFalse();
    assertThat(print(tools(), "/bin/sh", path)).isNotEqualTo(print);
  }

  @Test
  void anInstalledModuleChangesTheInterpreter() throws IOException {
    Path prefix = Files.createDirectories(directory.resolve("lib"));
    script(directory.resolve("bin/python3.99"), answer(prefix));
    MachineTools before = toolsOn(directory.resolve("bin"));
    Blob print = print(before, "python3.99", Map.of());
    Files.createDirectory(prefix.resolve("numpy-2.0.dist-info"));
    Blob other = print(toolsOn(directory.resolve("bin")), "python3.99", Map.of());
    assertThat(other).isNotEqualTo(print);
    assertThat(before.unchanged()).isFalse();
  }

  @Test
  void anInstalledModuleChangesWhatAShellMayStart() throws IOException {
    Path prefix = Files.createDirectories(directory.resolve("lib"));
    script(directory.resolve("bin/python3"), answer(prefix));
    MachineTools before = toolsOn(directory.resolve("bin"));
    Blob print = print(before, "bash", Map.of());
    Files.createDirectory(prefix.resolve("numpy-2.0.dist-info"));
    assertThat(before.unchanged()).isFalse();
    assertThat(print(toolsOn(directory.resolve("bin")), "bash", Map.of())).isNotEqualTo(print);
  }

  /** Programs may not enter a folder that is the caller's alone, and get the next interpreter. */
  @Test
  void everyInterpreterOnTheSearchPathCounts() throws IOException {
    Path shared = Files.createDirectories(directory.resolve("shared/lib"));
    script(directory.resolve("private/bin/python3.99"), answer(Path.of("/nowhere")));
    script(directory.resolve("shared/bin/python3.99"), answer(shared));
    MachineTools before =
        toolsOn(directory.resolve("private/bin"), directory.resolve("shared/bin"));
    Blob _ = print(before, "python3.99", Map.of());
    assertThat(before.unchanged()).isTrue();
    Files.createDirectory(shared.resolve("numpy-2.0.dist-info"));
    assertThat(before.unchanged()).isFalse();
  }

  @Test
  void nothingIsRunToBeAskedButWhatTheCallersSearchPathLeadsTo() throws IOException {
    Path seen = directory.resolve("seen");
    Path python = script(directory.resolve("python3.99"), "touch " + seen);
    MachineTools tools = tools();
    Map<String, String> path = Map.of("PATH", directory.toString());
    assertThatThrownBy(() -> print(tools, python.toString(), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("search path");
    assertThatThrownBy(() -> print(tools, "python3.99", path)).isInstanceOf(IOException.class);
    assertThat(seen).doesNotExist();
  }

  @Test
  void anInterpreterThatDoesNotAnswerHasNoPrint() throws IOException {
    Path asked = directory.resolve("asked");
    script(directory.resolve("bin/python3.99"), "echo x >> " + asked + "; exit 3");
    MachineTools tools = toolsOn(directory.resolve("bin"));
    assertThatThrownBy(() -> print(tools, "python3.99", Map.of())).isInstanceOf(IOException.class);
    long size = Files.size(asked);
    assertThatThrownBy(() -> print(tools, "python3.99", Map.of())).isInstanceOf(IOException.class);
    assertThat(asked).hasSize(size);
    Blob _ = print(tools, "bash", Map.of());
    assertThat(tools.unchanged()).isTrue();
  }

  @Test
  void anInterruptLeavesNeitherAPrintNorAProcess() throws IOException {
    Path prefix = Files.createDirectories(directory.resolve("lib"));
    Path go = directory.resolve("go");
    String text = "test -e " + go + " || exec sleep 77.5\n" + answer(prefix);
    script(directory.resolve("bin/python3.99"), text);
    MachineTools tools = toolsOn(directory.resolve("bin"));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> print(tools, "python3.99", Map.of())).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
    Awaitility.await().until(() -> ProcessHandle.current().children().findAny().isEmpty());
    Files.createFile(go);
    Blob print = print(tools, "python3.99", Map.of());
    Files.createDirectory(prefix.resolve("numpy-2.0.dist-info"));
    assertThat(print(toolsOn(directory.resolve("bin")), "python3.99", Map.of()))
        .isNotEqualTo(print);
  }

  @Test
  void whatIsAddedLaterDoesNotHideAChange() throws IOException {
    MachineTools first = toolsOn(directory);
    MachineTools second = toolsOn(directory);
    Blob print = print(first, "bash", Map.of());
    first.add(Test.class);
    second.add(Test.class);
    assertThat(print(first, "bash", Map.of()))
        .isNotEqualTo(print)
        .isEqualTo(print(second, "bash", Map.of()));
    MachineTools late = toolsOn(directory);
    replaceTool();
    assertThatThrownBy(() -> late.add(Test.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed");
    assertThat(print(late, "bash", Map.of())).isEqualTo(print);
  }

  @Test
  void anotherSupervisorIsAnotherMachine() throws IOException {
    System.setProperty("sce.supervisor", tool.toString());
    try {
      MachineTools before = tools();
      Blob print = print(before, "bash", Map.of());
      Files.writeString(tool, "two");
      assertThat(before.unchanged()).isFalse();
      assertThat(print(tools(), "bash", Map.of())).isNotEqualTo(print);
    } finally {
      System.clearProperty("sce.supervisor");
    }
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
        .hasMessageContaining("readOnlyPaths");
  }
}

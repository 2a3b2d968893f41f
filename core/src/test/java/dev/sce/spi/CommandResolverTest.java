package dev.sce.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class CommandResolverTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir private Path folder;

  private Path script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String resolved(CommandResolver resolver, Path folder) {
    return resolver.resolve(List.of("python3"), folder.toString(), folder)
            instanceof CommandResolver.Found found
        ? found.argv().getFirst()
        : "";
  }

  @Test
  void interruptedQuestionIsAskedAgain() throws IOException {
    Path ready = folder.resolve("ready");
    // Answers only later: of a process that has ended, the status is read without a wait.
    Path shim = script("python3", "[ -e '" + ready + "' ] || exec sleep 1000; echo " + SHELL);
    CommandResolver resolver = new CommandResolver();
    Thread.currentThread().interrupt();
    try {
      assertThat(resolved(resolver, folder)).isEqualTo(shim.toString());
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    Files.createFile(ready);
    assertThat(resolved(resolver, folder)).isEqualTo(SHELL.toString());
  }

  @Test
  void failingShimIsUsedAsItIs() throws IOException {
    Path shim = script("python3", "exit 3");
    assertThat(resolved(new CommandResolver(), folder)).isEqualTo(shim.toString());
  }

  @Test
  void hangingInterpreterIsGivenUp() throws IOException {
    Path hangs = script("python3", "sleep 1000");
    assertThatIOException()
        .isThrownBy(() -> PythonQuestion.ask(hangs, List.of(), "print()", 0))
        .withMessageContaining("no answer");
  }

  @Test
  void whatAnInterpreterLeavesRunningDoesNotHoldUpItsAnswer() throws Exception {
    Path leaves = script("python3", "sleep 1000 & echo $! > " + folder + "/pid; echo answer");
    try {
      assertThat(PythonQuestion.ask(leaves, List.of(), "print()").strip()).isEqualTo("answer");
    } finally {
      long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}

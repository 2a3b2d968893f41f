package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.Blob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/** Makes static executables of the C programs of the test resources, each once in a JVM. */
final class HostCompiler {
  private static final ConcurrentHashMap<String, Blob> DONE = new ConcurrentHashMap<>();

  private HostCompiler() {}

  /** Returns an executable; the test is skipped, with a message, on a machine without gcc. */
  static Blob program(String name) {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/gcc")),
        "no /usr/bin/gcc: the attacks written in C are not tried");
    return DONE.computeIfAbsent(name, HostCompiler::compile);
  }

  private static Blob compile(String name) {
    try {
      Path directory = Files.createTempDirectory("escape-c");
      Path source = directory.resolve(name);
      Path program = directory.resolve("program");
      try {
        Files.writeString(source, SandboxFixture.resource(name));
        Process gcc =
            new ProcessBuilder(
                    "/usr/bin/gcc",
                    "-static",
                    "-O1",
                    "-w",
                    "-pthread",
                    "-o",
                    "" + program,
                    "" + source)
                .redirectErrorStream(true)
                .start();
        String messages = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(gcc.waitFor()).as(messages).isZero();
        return Blob.of(Files.readAllBytes(program));
      } finally {
        Files.deleteIfExists(program);
        Files.deleteIfExists(source);
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}

package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What toolchains need outside of /usr is shown, and nothing else beside it. */
class ToolchainFilesTest {
  /** Tries to change each path, and its folder; prints what worked. */
  private static final String CHANGE =
      """
      import os, sys
      def attempt(name, call, *arguments):
        try:
          call(*arguments)
          print(name, *arguments)
        except OSError:
          pass
      for path in sys.stdin.read().splitlines():
        for file in [path] + ([os.path.join(path, n) for n in os.listdir(path)] if os.path.isdir(path) else []):
          if not os.path.isdir(file):
            attempt('open', os.open, file, os.O_WRONLY)
            attempt('append', os.open, file, os.O_WRONLY | os.O_APPEND)
            attempt('truncate', os.truncate, file, 0)
          attempt('chmod', os.chmod, file, 0o777)
          attempt('unlink', os.unlink, file)
          attempt('rename', os.rename, file, file + '.sce-moved')
          attempt('symlink', os.symlink, '/work', file + '.sce-link')
          attempt('create', os.open, file + '.sce-new', os.O_WRONLY | os.O_CREAT)
      """;

  /** Prints which of the paths a program can read. */
  private static final String READ =
      """
      import os, sys
      for path in sys.stdin.read().splitlines():
        try:
          os.listdir(path) if os.path.isdir(path) else open(path, 'rb').read(1)
          print(path)
        except OSError:
          pass
      """;

  @Test
  void filesThatPackagesShipAreShownAndThoseOfASiteAreNot(@TempDir Path root) throws IOException {
    List<String> shown =
        List.of(
            "etc/R/Renviron",
            "etc/fpc-3.2.2.cfg",
            "etc/java-17-openjdk/logging.properties",
            "etc/java-17-openjdk/management/management.properties",
            "etc/mono/4.5/machine.config",
            "etc/mono/config",
            "etc/ocamlfind.conf",
            "etc/php/8.2/mods-available/ctype.ini",
            "etc/racket/config.rktd");
    List<String> hidden =
        List.of(
            "etc/R/Renviron.site",
            "etc/java-17-openjdk/management/jmxremote.password",
            "etc/java/keystore.properties",
            "etc/mono/4.5/web.config",
            "etc/mono/certstore/private.pfx",
            "etc/php/8.2/cli/php.ini",
            "etc/php/8.2/fpm/pool.d/www.conf",
            "etc/php/8.2/mods-available/newrelic.ini",
            "etc/shadow",
            "etc/ssh/ssh_host_rsa_key",
            "var/lib/ghc/other");
    for (String name : shown) {
      write(root.resolve(name));
    }
    for (String name : hidden) {
      write(root.resolve(name));
    }
    Files.createDirectories(root.resolve("var/lib/ghc/package.conf.d"));

    assertThat(ToolchainFiles.ofThisMachine(root))
        .map(path -> root.relativize(path).toString())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(shown.stream(), Stream.of("var/lib/ghc/package.conf.d")).toList());
  }

  @Test
  void linksToSettingsOfExtensionsAreShownAndFilesOfASiteAmongThemAreNot(@TempDir Path root)
      throws IOException {
    write(root.resolve("etc/php/8.2/mods-available/ctype.ini"));
    write(root.resolve("etc/shadow"));
    Path folder = Files.createDirectories(root.resolve("etc/php/8.2/cli/conf.d"));
    Files.createSymbolicLink(
        folder.resolve("20-ctype.ini"), Path.of("../../mods-available/ctype.ini"));

    assertThat(ToolchainFiles.ofThisMachine(root)).contains(folder).hasSize(2);

    Files.createSymbolicLink(folder.resolve("20-gmp.ini"), root.resolve("etc/shadow"));
    write(folder.resolve("99-site.ini"));

    assertThat(ToolchainFiles.ofThisMachine(root))
        .map(path -> root.relativize(path).toString())
        .containsExactlyInAnyOrder(
            "etc/php/8.2/mods-available/ctype.ini", "etc/php/8.2/cli/conf.d/20-ctype.ini");
  }

  @Test
  void aMachineWithoutToolchainsShowsNothing(@TempDir Path root) {
    assertThat(ToolchainFiles.ofThisMachine(root)).isEmpty();
  }

  private static void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "content");
  }

  @ParameterizedTest
  @ValueSource(strings = {"namespaces", "landlock"})
  void programsReadToolchainFilesAndCannotChangeThem(String isolation) throws Exception {
    List<Path> files = ToolchainFiles.ofThisMachine(Path.of("/"));
    assumeThat(files).as("toolchain files of this machine").isNotEmpty();
    List<Path> open = files.stream().filter(ToolchainFilesTest::isReadableByAll).toList();

    assertThat(run(isolation, READ, open).lines())
        .containsExactlyElementsOf(open.stream().map(Path::toString).toList());
    assertThat(run(isolation, CHANGE, files)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"namespaces", "landlock"})
  void theRestOfTheirFoldersIsHidden(String isolation) throws Exception {
    List<Path> rest =
        List.of(
            Path.of("/etc/shadow"),
            Path.of("/etc/machine-id"),
            Path.of("/etc/ssh"),
            Path.of("/etc/mono/certstore"),
            Path.of("/etc/R/Renviron.site"),
            Path.of("/var/lib/dpkg/status"),
            Path.of("/var/lib/php"));
    assertThat(run(isolation, READ, rest)).isEmpty();
    try (var php = Files.newDirectoryStream(Path.of("/etc"), "php")) {
      for (Path folder : php) {
        try (var versions = Files.newDirectoryStream(folder)) {
          for (Path version : versions) {
            assertThat(run(isolation, READ, List.of(version.resolve("cli/php.ini")))).isEmpty();
          }
        }
      }
    }
  }

  private static boolean isReadableByAll(Path path) {
    try {
      return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException e) {
      return false;
    }
  }

  private static String run(String isolation, String code, List<Path> paths) throws Exception {
    Executable program =
        Executable.builder()
            .file("main.py", code)
            .command(
                Command.of("python3", "main.py")
                    .withStdin(
                        paths.stream().map(Path::toString).collect(Collectors.joining("\n"))))
            .build();
    ExecutionConfig config =
        ExecutionConfig.builder().isolation(Isolation.of(isolation)).workers(1).build();
    try (CodeExecutor executor = CodeExecutor.create(config)) {
      ExecutionResult result = executor.execute(program);
      CommandResult last = result.lastCommand().orElseThrow();
      assertThat(last.outcome()).as(last.stderr()).isEqualTo(Outcome.OK);
      return last.stdout();
    }
  }
}

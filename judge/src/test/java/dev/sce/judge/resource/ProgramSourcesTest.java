package dev.sce.judge.resource;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every program among the resources is one that the tools of its language accept, where this
 * machine has them.
 */
@Tag("slow")
class ProgramSourcesTest {
  private static final Path ALL = Path.of("src/main/resources/dev/sce/judge");
  private static final Path MODULES = Path.of("src/main/python");
  private static final List<String> DATA = List.of("json");
  private static final List<String> PROGRAMS = List.of("py", "js", "h", "hpp", "rs", "go", "java");

  private static final String PYTHON =
      "import sys; compile(open(sys.argv[1]).read(), *sys.argv[1:])";

  @TempDir Path folder;

  private static Map<String, List<Path>> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ALL);
        Stream<Path> modules = Files.walk(MODULES)) {
      return Stream.concat(files, modules)
          .filter(file -> Files.isRegularFile(file) && !ending(file).equals("pyc"))
          .collect(groupingBy(ProgramSourcesTest::ending));
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Test
  void everyFileIsAProgramThatIsCheckedHereOrData() throws IOException {
    List<String> known = new ArrayList<>(DATA);
    known.addAll(PROGRAMS);
    assertThat(known).containsAll(sources().keySet());
  }

  static List<Path> oneByOne() throws IOException {
    return PROGRAMS.stream()
        .filter(ending -> !ending.equals("java"))
        .flatMap(ending -> sourcesOf(ending).stream())
        .toList();
  }

  private static List<Path> sourcesOf(String ending) {
    try {
      return sources().getOrDefault(ending, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("oneByOne")
  void theToolOfItsLanguageAcceptsIt(Path file) throws Exception {
    String name = file.toString();
    assertThat(
            switch (ending(file)) {
              case "py" -> said("python3", "-c", PYTHON, name, "exec");
              case "js" -> said("node", "--check", name);
              case "go" -> said("gofmt", "-l", name);
              case "rs" -> rust(name);
              default -> cpp(name);
            })
        .isEmpty();
  }

  private String rust(String file) throws Exception {
    String out = folder.resolve("out.rmeta").toString();
    return said(
        "rustc",
        "--edition=2021",
        "--crate-type=lib",
        "--emit=metadata",
        "-Dwarnings",
        "-o",
        out,
        file);
  }

  private static String cpp(String file) throws Exception {
    return said(
        "g++",
        "-std=c++17",
        "-fsyntax-only",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-x",
        "c++",
        "-include",
        file,
        "/dev/null");
  }

  @Test
  void theCompilerOfJavaAcceptsAllOfItTogether() {
    List<String> arguments = new ArrayList<>(List.of("-Xlint:all,-serial", "-Werror", "-d"));
    arguments.add(folder.toString());
    sourcesOf("java").forEach(file -> arguments.add(file.toString()));

    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));

    assertThat(status).isZero();
  }

  @Test
  void goVetsBothSidesAndTheTestLibrary() throws Exception {
    Path go = ALL.resolve("harness/go");
    Files.writeString(folder.resolve("go.mod"), "module sce\n\ngo 1.16\n");
    copy(go, "serve", "sce.go", "sce_serve.go");
    Files.writeString(
        folder.resolve("serve/main.go"), "package main\n\nfunc main() { sceServe(func() {}) }\n");
    copy(go, "tests", "sce.go", "sce_tests.go");
    Files.writeString(folder.resolve("tests/main.go"), "package main\n\nfunc main() {}\n");
    copy(go, "assert", "testify/assert.go");

    assertThat(said("go", "vet", "-C", folder.toString(), "./...")).isEmpty();
  }

  private void copy(Path from, String to, String... names) throws IOException {
    Path target = Files.createDirectory(folder.resolve(to));
    for (String name : names) {
      Files.copy(from.resolve(name), target.resolve(Path.of(name).getFileName()));
    }
  }

  /** Returns what a tool says, which says nothing of what it accepts. */
  private static String said(String... command) throws Exception {
    assumeTrue(isThere(command[0]), command[0] + " is not on the PATH");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return process.exitValue() == 0 ? said : said + "status " + process.exitValue();
  }

  private static boolean isThere(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
  }
}

package dev.sce.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents name, promise by promise, tests that exist. */
class ThreatModelTest {
  private static final Pattern NAME =
      Pattern.compile("`([A-Z]\\w*(?:Test|Contract)|[a-z]\\w*_\\w+)`");
  private static final Pattern CHECK = Pattern.compile("(?m)^def test_(\\w+)\\(s\\):");

  @ParameterizedTest
  @ValueSource(strings = {"docs/threat-model.md", "docs/kernel-objects.md"})
  void lastColumnOfEachPromiseNamesTestsThatExist(String document) throws IOException {
    Set<String> tests = tests();
    List<String> rows = promises(Documents.read(document));
    assertThat(rows).hasSizeGreaterThan(10);
    for (String row : rows) {
      String[] cells = row.split("(?<!\\\\)\\|");
      String last = cells[cells.length - 1].strip();
      List<String> named = NAME.matcher(last).results().map(match -> match.group(1)).toList();
      assertThat(!named.isEmpty() || last.equals("documented"))
          .as("%s: %s", document, row)
          .isTrue();
      assertThat(tests).as("%s: %s", document, row).containsAll(named);
    }
  }

  /** Rows of the tables whose head says that the last column names tests. */
  private static List<String> promises(String text) {
    return Stream.of(text.split("\n\n"))
        .filter(block -> block.startsWith("| "))
        .filter(
            block ->
                block.lines().findFirst().orElse("").matches(".*\\| (tested in|checked by) \\|"))
        .flatMap(block -> block.lines().skip(2))
        .toList();
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(Documents.ROOT)) {
      return files
          .filter(file -> !file.toString().contains("/target/"))
          .filter(
              file ->
                  file.toString().contains("/src/test/") || file.toString().contains("testkit/src"))
          .flatMap(ThreatModelTest::names)
          .collect(Collectors.toSet());
    }
  }

  private static Stream<String> names(Path file) {
    String name = file.getFileName().toString();
    if (name.endsWith(".java")) {
      return Stream.of(name.substring(0, name.length() - ".java".length()));
    }
    return name.startsWith("test_") && name.endsWith(".py") ? checks(file) : Stream.empty();
  }

  private static Stream<String> checks(Path file) {
    try {
      return CHECK.matcher(Files.readString(file)).results().map(match -> match.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

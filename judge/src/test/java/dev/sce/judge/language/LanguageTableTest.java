package dev.sce.judge.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.DataSize;
import dev.sce.Limits;
import dev.sce.json.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTableTest {
  private final LanguageTable table = LanguageTable.standard();

  @Test
  void holdsTheLanguagesThatTheFieldUses() {
    assertThat(table.languages())
        .extracting(Language::id)
        .contains(
            "python",
            "c",
            "cpp",
            "java",
            "javascript",
            "typescript",
            "go",
            "rust",
            "csharp",
            "kotlin",
            "ruby",
            "php",
            "perl",
            "lua",
            "r",
            "haskell",
            "ocaml",
            "bash");
    assertThat(table.languages())
        .filteredOn(one -> one.install().isEmpty())
        .extracting(Language::id)
        .as("languages that Debian has no packages of")
        .containsExactly("julia", "swift", "dart");
  }

  @Test
  void everyLanguageHasASmallProgramThatShowsWhetherItWorks() {
    assertThat(table.languages())
        .allSatisfy(one -> assertThat(one.check()).as(one.id()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adb",
        "clj",
        "cpp",
        "cs",
        "d",
        "dart",
        "elixir",
        "go",
        "go_test.go",
        "hs",
        "java",
        "jl",
        "js",
        "lua",
        "ml",
        "php",
        "pl",
        "py",
        "r",
        "rb",
        "rkt",
        "rs",
        "scala",
        "sh",
        "swift",
        "ts",
        "kotlin",
        "c++17",
        "C++20",
        "GNU C++17",
        "python3",
        "pypy3"
      })
  void namesThatPublishedRowsUseAreKnown(String name) {
    assertThat(table.find(name)).isPresent();
  }

  @Test
  void namesBelongToOneLanguageEach() {
    List<String> names =
        table.languages().stream()
            .flatMap(one -> Stream.concat(Stream.of(one.id()), one.names().stream()))
            .toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "c99, -std=gnu99, c", "c11, -std=gnu11, c", "c17, -std=gnu17, c",
    "cpp11, -std=gnu++11, cpp", "cpp14, -std=gnu++14, cpp", "cpp17, -std=gnu++17, cpp",
    "cpp20, -std=gnu++20, cpp", "cpp23, -std=gnu++23, cpp"
  })
  void aStandardThatIsNamedIsTheOneThatIsUsed(String id, String flag, String family) {
    Language language = table.find(id).orElseThrow();
    assertThat(language.id()).isEqualTo(id);
    assertThat(language.compile().getFirst()).contains(flag);
    assertThat(language.family()).isEqualTo(family);
    assertThat(language.run()).isEqualTo(table.find(family).orElseThrow().run());
  }

  @Test
  void aVariantTakesFromItsBaseWhatItDoesNotSay(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.json");
    Files.writeString(
        file,
        "{\"languages\": [{\"id\": \"java-big\", \"like\": \"java\", \"limits\": {\"time_factor\": 4}}]}");
    Language java = table.find("java").orElseThrow();
    Language big = table.with(file).find("java-big").orElseThrow();
    assertThat(big.compile()).isEqualTo(java.compile());
    assertThat(big.check()).isEqualTo(java.check());
    assertThat(big.costs().timeFactor()).isEqualTo(4);
    assertThat(big.names()).isEmpty();
    Files.writeString(file, "{\"languages\": [{\"id\": \"x\", \"like\": \"nobody\"}]}");
    assertThatThrownBy(() -> table.with(file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("field 'like' must be the id of a language before it, but is nobody");
  }

  @Test
  void languagesAreFoundByOtherNamesInAnyCase() {
    assertThat(table.find("C++").orElseThrow().id()).isEqualTo("cpp");
    assertThat(table.find("JS").orElseThrow().id()).isEqualTo("javascript");
    assertThat(table.find("brainfuck")).isEmpty();
  }

  @Test
  void usersAddAndReplaceLanguagesInAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.json");
    Files.writeString(
        file,
        """
        {"languages": [
          {"id": "awk", "extensions": ["awk"], "source": "main.awk",
           "run": ["awk", "-f", "{source}"], "version": ["awk", "-W", "version"]},
          {"id": "lua", "extensions": ["lua"], "source": "main.lua", "run": ["lua5.3", "{source}"]}
        ]}
        """);
    LanguageTable mine = table.with(file);
    assertThat(mine.find("awk").orElseThrow().run()).containsExactly("awk", "-f", "{source}");
    assertThat(mine.find("lua").orElseThrow().run()).contains("lua5.3");
    assertThat(mine.languages()).hasSize(table.languages().size() + 1);
  }

  @Test
  void aTableThatIsWrongIsRefusedWithTheLanguageAndTheField(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("mine.json");
    Files.writeString(
        file, "{\"languages\": [{\"id\": \"awk\", \"source\": \"a\", \"runs\": []}]}");
    assertThatThrownBy(() -> table.with(file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("language awk: field 'runs' is not known");
    Files.writeString(file, "{\"languages\": [{\"id\": \"awk\", \"source\": \"a\"}]}");
    assertThatThrownBy(() -> table.with(file)).hasMessageContaining("field 'run' is missing");
  }

  @Test
  void complaintsAboutATableSpeakOfTheFileAndNotOfTheParser(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("mine.json");
    Map<String, String> fields =
        Map.of(
            "\"environment\": {\"A\": {}}", "environment.A",
            "\"limits\": {\"extra_memory\": []}", "limits.extra_memory",
            "\"content\": {}", "content",
            "\"main\": []", "main");
    fields.forEach(
        (json, field) -> {
          assertThatThrownBy(() -> table.with(Files.writeString(file, awkWith(json))))
              .isInstanceOf(InvalidDataException.class)
              .hasMessage(file + ": language awk: field '" + field + "' must be a text");
        });
    for (String broken : List.of("{\"languages\": [", "{\"languages\": x}", "[{\"id\": \"a", "")) {
      Files.writeString(file, broken);
      assertThatThrownBy(() -> table.with(file))
          .isInstanceOf(InvalidDataException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageNotContainingAny("jackson", "Source", "Stream", "Node");
    }
  }

  private static String awkWith(String field) {
    return "{\"languages\": [{\"id\": \"awk\", \"source\": \"a\", \"run\": [\"awk\"], "
        + field
        + "}]}";
  }

  @Test
  void filesAreRecognisedByNameFirstLineAndContent() {
    assertThat(recognised("a.cc", "int main() {}")).isEqualTo("cpp");
    assertThat(recognised("a.py", "print(1)")).isEqualTo("python");
    assertThat(recognised("a.py", "#!/usr/bin/env python2\nprint 1")).isEqualTo("python2");
    assertThat(recognised("a.pl", "use strict; print 1;")).isEqualTo("perl");
    assertThat(recognised("a.pl", "[kattio].\n\nmain :-\n  repeat.\n")).isEqualTo("prolog");
  }

  private String recognised(String name, String text) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put(name, Blob.ofText(text));
    return table.recognise(files).orElseThrow().id();
  }

  @Test
  void javaFilesAreCalledAsTheirPublicClassAndStartedByTheClassWithMain() {
    Language java = table.find("java").orElseThrow();
    Program program =
        Program.of(
            java,
            """
            import java.util.*;
            class Helper { static class Inner {} }
            public class Answer {
              static class Box { int x; }
              public static void main(String... args) {}
            }
            """);
    assertThat(program.mainFile()).isEqualTo("Answer.java");
    assertThat(program.runCommand(limits()).argv()).last().isEqualTo("Answer");
  }

  @Test
  void limitsAreThoseOfTheProblemWithWhatTheRuntimeSystemNeeds() {
    Program java = Program.of(table.find("java").orElseThrow(), "class Main {}");
    Command run = java.runCommand(limits());
    assertThat(run.argv()).contains("-Xmx100m");
    assertThat(run.limits().memory()).isEqualTo(DataSize.ofMebibytes(356));
    assertThat(run.limits().wallTime()).isEqualTo(Duration.ofSeconds(4));
    Program c = Program.of(table.find("c").orElseThrow(), "int main(void) { return 0; }");
    assertThat(c.runCommand(limits()).limits().memory()).isEqualTo(DataSize.ofMebibytes(100));
    assertThat(c.compileCommands()).hasSize(1);
    Limits compiler = c.compileCommands().getFirst().limits();
    assertThat(compiler.cpuTime()).isEqualTo(Duration.ofSeconds(30));
    assertThat(compiler.wallTime()).isEqualTo(Duration.ofSeconds(150));
  }

  private static Limits limits() {
    return Limits.INHERITED
        .withWallTime(Duration.ofSeconds(2))
        .withMemory(DataSize.ofMebibytes(100));
  }
}

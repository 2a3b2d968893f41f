package dev.sce.judge.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Executable;
import dev.sce.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A standard that a name promises is the one that programs are compiled by. */
@Tag("slow")
class CppStandardsTest {
  private static Languages languages;

  @BeforeAll
  static void open() throws IOException {
    languages = new Languages();
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  private static boolean compiles(String id, String code) throws InterruptedException {
    Program program = Program.of(languages.table().find(id).orElseThrow(), code);
    Executable compile =
        Executable.builder().files(program.files()).commands(program.compileCommands()).build();
    return languages.executor().execute(compile).outcome() == Outcome.OK;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "char s[9]; int main() { return gets(s) == 0; }            | cpp11 | cpp14",
        "int data = 0; int main() { return data; }                 | cpp14 | cpp17",
        "int span = 0; int main() { return span; }                 | cpp17 | cpp20",
        "int main() { int requires = 0; return requires; }         | cpp17 | cpp20"
      })
  void programsOfAnOlderStandardCompileUnderItsName(String main, String last, String tooNew)
      throws InterruptedException {
    languages.require("cpp");
    String code =
        "#include <cstdio>\n#include <iterator>\n#include <span>\n#include <string>\n"
            + "using namespace std;\n"
            + main
            + "\n";
    assertThat(compiles(last, code)).as(last).isTrue();
    assertThat(compiles(tooNew, code)).as(tooNew).isFalse();
    assertThat(compiles("cpp-any", code)).as("any standard").isTrue();
  }

  @Test
  void programsOfANewerStandardDoNotCompileUnderAnOlderName() throws InterruptedException {
    languages.require("cpp");
    String code = "template <class T> concept Any = true;\nint main() { return !Any<int>; }\n";
    assertThat(compiles("cpp20", code)).as("cpp20").isTrue();
    assertThat(compiles("cpp-any", code)).as("any standard").isTrue();
    assertThat(compiles("cpp17", code)).as("cpp17").isFalse();
  }

  @Test
  void whatNoStandardCompilesIsAnError() throws InterruptedException {
    languages.require("cpp");
    assertThat(compiles("cpp-any", "int main() { return undeclared; }\n")).isFalse();
  }
}

package dev.sce.judge.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.LimitOverrides;
import dev.sce.Limits;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Languages;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class StubCheckTest {
  private static final String LUA_TESTS =
      "lu = require('luaunit')\nfunction test() lu.assertEquals(twice(2), 4) end\n"
          + "os.exit(lu.LuaUnit.run())";

  private static Languages languages;

  @BeforeAll
  static void open() throws Exception {
    languages = new Languages();
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  private static Grade grade(
      LanguageTable table, String language, String prompt, String completion, String tests)
      throws InterruptedException {
    languages.require(language);
    HarnessTask task =
        new HarnessTask(
            language, prompt, tests, true, "", null, LimitOverrides.allOf(Limits.DEFAULT));
    Sample sample = new Sample("twice", 0, completion, false, language);
    return languages.grade(new HarnessGrader(table).begin(task, sample));
  }

  private static Grade grade(String language, String prompt, String completion, String tests)
      throws InterruptedException {
    return grade(languages.table(), language, prompt, completion, tests);
  }

  @Test
  void aTestLibraryThatIsNotThereIsNotTheSamplesFault(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("languages.json");
    Files.writeString(
        file,
        """
        {"languages": [{"id": "lua", "extensions": ["lua"], "source": "main.lua",
          "run": ["lua5.4", "{source}"], "environment": {"LUA_PATH": "./?.lua"}}]}
        """);

    Grade grade =
        grade(
            languages.table().with(file),
            "lua",
            "local function twice(n)\n",
            "  return 2 * n\nend\n",
            LUA_TESTS);

    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.detail())
        .contains("module 'luaunit' not found", "on Debian: apt-get install lua-unit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "perl | use No::Such; sub twice { | exit 1 unless twice(2) == 4;",
        "ruby | def twice(n) | require 'no/such'; exit(twice(2) == 4 ? 0 : 1)",
        "php | <?php function twice($n) { | require 'nosuch.php'; if (twice(2) !== 4) exit(1);",
        "typescript | import {x} from 'no-such'; function twice(n: number) { | twice(2);",
        "csharp | using Such.No; class Problem { static int Twice(int n) { "
            + "| } static void Main() { } }",
        "java | import no.such.*; class Problem { static int twice(int n) { "
            + "| } public static void main(String[] a) { } }",
        "cpp | #include <no_such.h> // | } int main() { }",
        "rust | use no_such::Thing; fn twice(n: i64) -> i64 { | } fn main() { }"
      })
  void whatThePromptOrTheTestsLackIsNotTheSamplesFault(String language, String prompt, String tests)
      throws Exception {
    Grade grade = grade(language, prompt + "\n", "no body at all", tests);

    assertThat(grade.verdict()).as(grade.detail()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.detail())
        .containsIgnoringCase("such")
        .contains("prompt and tests work with no sample on this machine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "perl | sub twice { | require No::Such; } | exit 1 unless twice(2) == 4;",
        "ruby | def twice(n) | require 'no/such'; end | exit(twice(2) == 4 ? 0 : 1)",
        "lua | function twice(n) | return require('nosuch') end | assert(twice(2) == 4)",
        "r | twice <- function(n) { | library(nosuch) } | stopifnot(twice(2) == 4)",
        "csharp | class Problem { static int Twice(int n) { | return No.Such(n); "
            + "| } static void Main() { System.Diagnostics.Debug.Assert(Twice(2) == 4); } }"
      })
  void whatTheSampleItselfLacksIsItsFault(
      String language, String prompt, String completion, String tests) throws Exception {
    Grade grade = grade(language, prompt + "\n", completion + "\n", tests);

    assertThat(grade.verdict())
        .as(grade.detail())
        .isIn(Verdict.FAILED, Verdict.COMPILE_ERROR, Verdict.RUNTIME_ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "php | <?php function twice($n) { | return $n; | } try { if (twice(2) !== 4) exit(1); } "
            + "catch (Exception $e) { exit(1); }",
        "ruby | def twice(n) | n; end | begin; exit 1 unless twice(2) == 4; rescue; exit 1; end",
        "lua | function twice(n) | return n end | "
            + "if not pcall(function() assert(twice(2) == 4) end) then os.exit(1) end",
        "perl | sub twice { | return $_[0]; } | exit 1 unless eval { twice(2) == 4 };",
        "r | twice <- function(n) { | n } | "
            + "tryCatch(stopifnot(twice(2) == 4), error = function(e) quit(status = 1))",
        "bash | twice() { | echo $1; } | if ! test \"$(twice 2 2>/dev/null)\" = 4; then exit 1; fi"
      })
  void testsThatCatchErrorsExcuseNoSample(
      String language, String prompt, String completion, String tests) throws Exception {
    Grade grade = grade(language, prompt + "\n", completion + "\n", tests);

    assertThat(grade.verdict()).as(grade.detail()).isEqualTo(Verdict.FAILED);
  }
}

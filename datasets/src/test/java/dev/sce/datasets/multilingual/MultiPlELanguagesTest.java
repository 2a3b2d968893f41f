package dev.sce.datasets.multilingual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sce.datasets.SampleRow;
import dev.sce.json.Json;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Task;
import dev.sce.judge.Verdict;
import dev.sce.judge.harness.HarnessGrader;
import dev.sce.judge.harness.HarnessTask;
import dev.sce.judge.language.Languages;
import dev.sce.judge.resource.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Rows of the form that the authors publish, with one completion that is right and one that is not.
 */
@Tag("slow")
class MultiPlELanguagesTest {
  /** What the authors' translators call languages, and what their tools call them besides. */
  private static final String PUBLISHED =
      "adb clj cpp cs d dart elixir go_test.go hs java jl js kt lua ml php pl py r rb rkt rs scala"
          + " sh swift ts ada go julia javascript python racket ruby rust notypes.py";

  private static Languages languages;
  private static HarnessGrader grader;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    languages = new Languages();
    grader = new HarnessGrader(languages.table());
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  private Task task(String language, String prompt, String tests) throws Exception {
    Path file = folder.resolve("rows.jsonl");
    var row = Json.MAPPER.createObjectNode();
    row.put("name", "twice").put("language", language).put("prompt", prompt).put("tests", tests);
    Files.writeString(file, Json.MAPPER.writeValueAsString(row) + "\n");
    return new MultiPlE(languages.table()).problems(file).findFirst().orElseThrow().task();
  }

  private Grade grade(String language, String prompt, String completion, String tests)
      throws Exception {
    Sample sample = new Sample("twice", 0, completion, false, language);
    HarnessTask task = (HarnessTask) task(language, prompt, tests);
    return languages.grade(grader.begin(task, sample));
  }

  static List<Arguments> rows() {
    JsonNode rows =
        Json.MAPPER.readTree(
            Resource.text(MultiPlELanguagesTest.class, "multipl_e_languages.json"));
    return rows.valueStream()
        .map(row -> Arguments.of(row.path("language").asString(), row.path("what").asString(), row))
        .toList();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
  void rightSamplesPassAndWrongOnesFail(String language, String what, JsonNode row)
      throws Exception {
    languages.require(languages.table().find(language).orElseThrow().id());
    String prompt = row.path("prompt").asString();
    String tests = row.path("tests").asString();
    languages.requireLibraries(language, prompt, tests);

    Grade right = grade(language, prompt, row.path("right").asString(), tests);
    assumeThat(String.valueOf(right.detail())).doesNotContain("Can't locate Test/Deep.pm");
    Grade wrong = grade(language, prompt, row.path("wrong").asString(), tests);

    assertThat(right.verdict()).as(what + ": " + right.detail()).isEqualTo(Verdict.PASSED);
    assertThat(wrong.verdict()).as(what + ": " + wrong.detail()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void numbersOfRustThatOverflowFail() throws Exception {
    languages.require("rust");
    String tests = "fn main() {\n    assert_eq!(inc(255), 0);\n}\n";

    Grade open = grade("rs", "fn inc(x: u8) -> u8 {\n", "    x + 1\n", "}\n\n" + tests);
    Grade whole = grade("rs", "fn inc(x: u8) -> u8 {\n", "    x + 1\n}\n", "\n\n" + tests);

    assertThat(List.of(open.passed(), whole.passed())).containsOnly(false);
  }

  static Stream<Arguments> early() {
    String php = "<?php function twice($n) {\n";
    String phpTests = "}\nassert(twice(2) === 4);\n";
    return Stream.of(
        Arguments.of("php", php, "return $n; } ?>\n", phpTests),
        Arguments.of("php", php, "return $n; }\nreturn;\nif (true) {\n", phpTests),
        Arguments.of("php", php, "return $n; }\n__halt_compiler();\n", phpTests),
        Arguments.of("php", php, "set_exception_handler(function($e) {}); return $n;\n", phpTests),
        Arguments.of(
            "ruby",
            "def twice(n)\n",
            """
            n
            end
            require 'test/unit'
            class Own < Test::Unit::TestCase
              def test_own
                assert_equal 1, 1
              end
            end
            __END__
            """,
            """
            require 'test/unit'
            class T < Test::Unit::TestCase
              def test_it
                assert_equal 4, twice(2)
              end
            end
            """),
        Arguments.of(
            "lua",
            "local function twice(n)\n",
            """
            return n end
            lu = require('luaunit')
            function test_own() lu.assertEquals(1, 1) end
            os.exit(lu.LuaUnit.run())
            """,
            """
            lu = require('luaunit')
            function test_it() lu.assertEquals(twice(2), 4) end
            os.exit(lu.LuaUnit.run())
            """),
        Arguments.of(
            "d",
            "long twice(long n)\n",
            "{ return n; }\nunittest { assert(true); }\nvoid main() { }\n__EOF__\n",
            "unittest { assert(twice(2) == 4); }\nvoid main() { }\n"));
  }

  @ParameterizedTest
  @MethodSource("early")
  void aSampleThatEndsTheProgramBeforeTheTestsDoesNotPass(
      String language, String prompt, String completion, String tests) throws Exception {
    languages.require(language);
    languages.requireLibraries(language, tests);
    Grade grade = grade(language, prompt, completion, tests);

    assertThat(grade.passed()).as(grade.detail()).isFalse();
    assertThat(grade.verdict()).isNotEqualTo(Verdict.MISSING_INFO);
  }

  @Test
  void rowsOfTheUsualFormsAreSamplesToo(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("samples.jsonl");
    Files.writeString(
        file,
        """
        {"name": "twice", "completion": "a"}
        {"task_id": "twice", "solution": "b", "language": "php"}
        {"name": "twice", "language": "php", "completions": ["c", "d"]}
        {"name": "twice", "results": [{"program": "e"}]}
        {"name": "twice"}
        """);
    List<SampleRow> rows = new MultiPlE(languages.table()).samples(file).toList();

    assertThat(rows.subList(0, 5))
        .extracting(row -> ((SampleRow.Valid) row).sample())
        .extracting(Sample::number, Sample::code, Sample::complete)
        .containsExactly(
            tuple(0, "a", false),
            tuple(1, "b", true),
            tuple(2, "c", false),
            tuple(3, "d", false),
            tuple(4, "e", true));
    assertThat(rows.get(5)).isInstanceOf(SampleRow.Invalid.class);
  }

  @Test
  void testsThatAWholeProgramEndsInAreThoseOfTheProblem() throws Exception {
    languages.require("php");
    String prompt = "<?php\nfunction twice($n) {\n";
    String tests = "}\nif (twice(2) !== 4) exit(1);\n";
    HarnessTask task = (HarnessTask) task("php", prompt, tests);

    for (String body : List.of("return 2 * $n;\n", "return $n;\n")) {
      Sample sample = new Sample("twice", 0, prompt + body + tests, true, "php");
      assertThat(languages.grade(grader.begin(task, sample)).passed())
          .as(body)
          .isEqualTo(body.contains("2"));
    }
  }

  @Test
  void aSampleInAnotherLanguageIsNone() throws Exception {
    HarnessTask task = (HarnessTask) task("php", "<?php function f() {", "}");
    Sample sample = new Sample("twice", 0, "", false, "rust");

    Grade grade = languages.grade(grader.begin(task, sample));

    assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade.detail()).isEqualTo("the problem asks for php, not for rust");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "php | <?php function twice($n) { | return 2 * ; | } exit(twice(2) === 4 ? 0 : 1);",
        "ruby | def twice(n) | 2 * ) end | exit(twice(2) == 4 ? 0 : 1)",
        "lua | function twice(n) | return 2 * end | assert(twice(2) == 4)",
        "bash | twice() { | if echo; } | [ $(twice 2) = 4 ]"
      })
  void aSyntaxErrorIsACompileError(String language, String prompt, String completion, String tests)
      throws Exception {
    languages.require(language);
    Grade grade = grade(language, prompt + "\n", completion + "\n", tests + "\n");

    assertThat(grade.verdict()).as(grade.detail()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade.detail()).startsWith("tests and sample were one program");
  }

  static Stream<String> published() {
    return Stream.of(PUBLISHED.split(" "));
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyPublishedNameOfALanguageIsKnown(String name) throws Exception {
    assertThat(languages.table().find(name)).isPresent();
    if (task(name, "", "") instanceof HarnessTask task) {
      assertThat(languages.table().find(task.language())).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"luau", "v", "dfy", "m", "matlab", "lean", "coq", "fs", "zig", "tcl"})
  void aLanguageThatIsNotInTheTableIsNamed(String name) throws Exception {
    Grade grade = grade(name, "", "", "");

    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.detail()).contains("unknown language: " + name);
  }
}

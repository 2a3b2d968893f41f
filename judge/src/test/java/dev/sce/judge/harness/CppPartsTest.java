package dev.sce.judge.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Languages;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Samples in C++ whose compilation takes parts that were made before. */
@Tag("slow")
class CppPartsTest {
  private static final LimitOverrides LIMITS =
      LimitOverrides.NONE
          .withWallTime(Duration.ofSeconds(6))
          .withMemory(DataSize.ofGibibytes(1))
          .withOutput(DataSize.ofMebibytes(1))
          .withMaxProcesses(64)
          .withFileSize(DataSize.ofMebibytes(16));

  private static final String PROMPT =
      "#include<vector>\nusing namespace std;\nint total(vector<int> numbers){\n";

  private static final String TESTS =
      """
      #undef NDEBUG
      #include<assert.h>
      int main(){
        assert (total({1, 2}) == 3);
        assert (total({}) == 0);
      }
      """;

  private static final String RIGHT =
      PROMPT + "int sum = 0; for (int number : numbers) sum += number; return sum; }\n";

  private static Languages languages;
  private static HarnessGrader grader;

  @BeforeAll
  static void open() throws Exception {
    languages = new Languages();
    grader = new HarnessGrader(languages.table());
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  private static Grade grade(String code) throws Exception {
    languages.require("cpp");
    HarnessTask task = new HarnessTask("cpp", PROMPT, TESTS, false, "", null, LIMITS);
    return languages.grade(grader.begin(task, new Sample("test/0", 0, code, true, null)));
  }

  private static void assertPasses(String code) throws Exception {
    Grade grade = grade(code);
    assertThat(grade.passed()).as(grade.verdict() + ": " + grade.detail()).isTrue();
  }

  @Test
  void aFunctionOfAnotherSignatureIsCalledAllTheSame() throws Exception {
    assertPasses(RIGHT.replace("vector<int> numbers", "const vector<int> &numbers"));
    assertPasses(RIGHT.replace("int total", "long total"));
    assertPasses(RIGHT.replace("int total", "static int total"));
  }

  @Test
  void whatTheCompilerSaysIsOfTheSamplesOwnFileAndLine() throws Exception {
    Grade grade = grade(PROMPT + "return nothing;\n}\n");
    assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade.detail()).contains("sample.cpp:13:8: error: ‘nothing’ was not declared");
  }

  @Test
  void namesThatASampleDidNotIncludeAreNotThere() throws Exception {
    Grade grade = grade(RIGHT + "unordered_map<int, int> table;\n");
    assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
  }

  @Test
  void aSampleSeesItsUsualFileNameAndLine() throws Exception {
    assertPasses(
        RIGHT
            + "static_assert(__LINE__ == 14, \"line\");\n"
            + "static_assert(__builtin_strcmp(__FILE__, \"sample.cpp\") == 0, \"file\");\n");
  }

  @Test
  void aRunningSampleFindsNothingOfWhatWasPrecompiled() throws Exception {
    assertPasses(
        "#include <unistd.h>\n"
            + RIGHT.replace(
                "int sum = 0;",
                "int sum = access(\"sce_before.h.gch\", F_OK) == 0"
                    + " || access(\"sce_serve.o\", F_OK) == 0;"));
  }

  @Test
  void aSampleThatSpoilsTheHeadersHarmsNoOther() throws Exception {
    Grade spoils =
        grade(
            "#include <fstream>\n"
                + PROMPT
                + "for (const char *name : {\"sce_before.h\", \"sce_before.h.gch\", \"sce_serve.o\","
                + " \"sce_before_harness.h\", \"sce_before_harness.h.gch\", \"sce/sce_serve.h\"})"
                + " std::ofstream(name) << \"#error spoilt\";\nreturn 1;\n}\n");
    assertThat(spoils.verdict()).isEqualTo(Verdict.FAILED);
    assertPasses(RIGHT);
  }

  @Test
  void aSampleWithAMainOrAServerOfItsOwnDoesNotTakeTheirPlace() throws Exception {
    assertThat(grade(RIGHT + "int main() { return 0; }\n").verdict())
        .isEqualTo(Verdict.COMPILE_ERROR);
    String own =
        """
        typedef int (*type)(vector<int>);
        int always(vector<int>) { return 3; }
        type sce_function(type) { return always; }
        """;
    assertThat(grade(PROMPT + "return 7;\n}\n" + own).verdict()).isEqualTo(Verdict.FAILED);
  }
}

package dev.sce.datasets.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Task;
import dev.sce.judge.Verdict;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.harness.HarnessGrader;
import dev.sce.judge.harness.HarnessTask;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Languages;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramGrader;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.StdinGrader;
import dev.sce.judge.program.StdinSettings;
import dev.sce.judge.program.StdinTask;
import dev.sce.judge.program.Submissions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are made of a sample's text are the sample's doing, whoever judges it. */
@Tag("slow")
class NamesFromTextTest {
  private static final LanguageTable TABLE = LanguageTable.standard();

  /** 126 letters of two bytes, which with ".java" are more than a file's name may have. */
  private static final String LONG = "é".repeat(126);

  private static final List<String> TEXTS =
      List.of(
          "public class " + LONG + " { public static void main(String[] a) {} }",
          "public class A\0B { public static void main(String[] a) {} }",
          "package " + LONG + "." + LONG + "; public class A\ud800 { static void main() {} }",
          "package p\0; object `a\0b` extends App",
          "@main def `a\0b` = println()",
          "package p\0\nfun main() {}",
          "namespace A\0B; class " + LONG + " { static void Main() {} }",
          "program " + LONG + ";\nbegin end.",
          "module " + LONG + ";\nvoid main() {}");

  private static ProgramTask contest() {
    return new ProgramTask(
        List.of(new ProgramTest("1", Blob.EMPTY, Blob.ofText("1"))),
        ProgramTask.limits(
            Duration.ofSeconds(2), DataSize.ofMebibytes(256), DataSize.ofMebibytes(1)),
        new Judging.Compare(Checkers.TOKENS),
        null,
        true);
  }

  private static StdinTask stdin() {
    return new StdinTask(
        "",
        List.of(ProgramTest.ofText("1", "", "1")),
        PublishedChecker.TEXT,
        StdinSettings.DEFAULT);
  }

  private static HarnessTask asserts() {
    return new HarnessTask(
        "java",
        "class Solution {\n  public int one() {\n",
        """
        public class Main {
          public static void main(String[] a) {
            if (new Solution().one() != 1) throw new AssertionError();
          }
        }
        """,
        false,
        "",
        null,
        LimitOverrides.NONE);
  }

  private static <T extends Task> void begins(Grader<T> grader, T task, Sample sample) {
    assertThatCode(() -> grader.begin(task, sample))
        .as("%s in %s: %s", grader.getClass(), sample.language(), sample.code())
        .doesNotThrowAnyException();
  }

  @Test
  void noTextMakesAGraderThrowInAnyLanguage() {
    for (Language language : TABLE.languages()) {
      for (String text : TEXTS) {
        Sample sample = new Sample("p", 0, text, true, language.id());
        begins(new ProgramGrader(TABLE), contest(), sample);
        begins(new StdinGrader(TABLE), stdin(), sample);
        begins(new HarnessGrader(TABLE), asserts(), sample);
        String files = Submissions.code(Map.of(language.source(), text));
        begins(new ProgramGrader(TABLE), contest(), new Sample("p", 0, files, true, language.id()));
      }
    }
  }

  @Test
  void aTypeWhoseNameNoFileCanHaveIsACompileError() throws Exception {
    try (Languages languages = new Languages()) {
      languages.require("java");
      HarnessGrader asserts = new HarnessGrader(TABLE);
      for (String name : List.of(LONG, "A\0B")) {
        String type = "public class " + name + " { public static void main(String[] a) {} }";
        Sample whole = new Sample("p", 0, type, true, "java");
        Sample part = new Sample("p", 0, "    return 1;\n  }\n}\n" + type, false, "java");
        assertThat(languages.grade(new ProgramGrader(TABLE).begin(contest(), whole)).verdict())
            .isEqualTo(Verdict.COMPILE_ERROR);
        assertThat(languages.grade(new StdinGrader(TABLE).begin(stdin(), whole)).verdict())
            .isEqualTo(Verdict.COMPILE_ERROR);
        assertThat(languages.grade(asserts.begin(asserts(), part)).verdict())
            .isEqualTo(Verdict.COMPILE_ERROR);
      }
      Sample right = new Sample("p", 0, "    return 1;\n  }\n}\n", false, "java");
      assertThat(languages.grade(asserts.begin(asserts(), right)).verdict())
          .isEqualTo(Verdict.PASSED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"B.java/x", "B.java/x/y"})
  void aFolderThatIsCalledAsAFileHasToBeIsTheSamplesFault(String inFolder) throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("A.java", "public class B { public static void main(String[] a) {} }");
    files.put(inFolder, "z");
    Sample sample = new Sample("p", 0, Submissions.code(files), true, null);
    try (Languages languages = new Languages()) {
      languages.require("java");
      assertThat(languages.grade(new ProgramGrader(TABLE).begin(contest(), sample)).verdict())
          .isEqualTo(Verdict.COMPILE_ERROR);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lib", "lib/x.py/y", "data/a/b", "lib/x.py/y/z"})
  void aNameInTheWayOfAnIncludedFileIsTheSamplesFault(String name, @TempDir Path temporary)
      throws Exception {
    PackageFolder folder =
        new PackageFolder(temporary.resolve("included"))
            .with("problem.yaml", "name: included\n")
            .with("include/python/lib/x.py", "ONE = 1\n")
            .with("include/default/data/a", "")
            .withTest("secret/1", "", "1\n");
    ProgramTask task = (ProgramTask) ProblemPackage.read(folder.path(), TABLE).problem().task();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("main.py", "import lib.x\nprint(lib.x.ONE)");
    try (Languages languages = new Languages()) {
      ProgramGrader grader = new ProgramGrader(TABLE);
      String right = Submissions.code(files);
      assertThat(languages.grade(grader.begin(task, sample(right))).verdict())
          .isEqualTo(Verdict.PASSED);
      files.put(name, "x");
      Grade grade = languages.grade(grader.begin(task, sample(Submissions.code(files))));
      assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
      assertThat(grade.detail()).contains("cannot stand beside those of the problem");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"include/python/data/x.py", "include/cpp/a\\b.h"})
  void includedFilesThatNoProgramCanHaveAreThePackagesFault(String name, @TempDir Path temporary)
      throws Exception {
    Path set = temporary.resolve("set");
    PackageFolder folder =
        new PackageFolder(set.resolve("included"))
            .with("problem.yaml", "name: included\n")
            .with("include/default/data", "")
            .with(name, "")
            .withTest("secret/1", "", "1\n");
    ContestDataSet data = new ContestDataSet(TABLE, null);
    ProgramTask task = (ProgramTask) data.problems(set).findFirst().orElseThrow().task();
    Grade grade =
        ((Step.Done) new ProgramGrader(TABLE).begin(task, new Sample("p", 0, "", true, "python")))
            .grade();
    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.detail()).contains(folder.path() + "/include cannot be put with programs");
  }

  @Test
  void aValidatorWithNamesThatNoProgramCanHaveIsThePackagesFault(@TempDir Path temporary)
      throws Exception {
    PackageFolder folder =
        new PackageFolder(temporary.resolve("judged"))
            .with("problem.yaml", "name: judged\nvalidation: custom\n")
            .with("output_validators/check/check.py", "exit(42)")
            .with("output_validators/check/a\\b", "")
            .withTest("secret/1", "", "1\n");
    ProgramTask task = (ProgramTask) ProblemPackage.read(folder.path(), TABLE).problem().task();
    assertThat(((Judging.Impossible) task.judging()).why())
        .contains("an output validator whose files cannot be used");
  }

  private static Sample sample(String code) {
    return new Sample("included", 0, code, true, null);
  }
}

package dev.sce.judge.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Limits;
import dev.sce.judge.Grade;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.CompileCache.Compiled;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.Languages;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneProgramTest {
  private static Languages languages;

  @BeforeAll
  static void open() throws Exception {
    languages = new Languages();
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  @ParameterizedTest
  @CsvSource({"lua", "ruby"})
  void suitesThatEndTheProgramOrSpeakLastAreJudgedByTheirStatus(String id) throws Exception {
    languages.require("bash");
    Language bash = languages.table().find("bash").orElseThrow();
    // Neither language need be installed: what counts is that the suite behaves as theirs do.
    Language language =
        new Language(
            id,
            bash.names(),
            bash.recognition(),
            bash.source(),
            bash.mainClass(),
            bash.compile(),
            bash.run(),
            bash.artifacts(),
            bash.version(),
            bash.install(),
            bash.environment(),
            bash.costs(),
            bash.compileLimits(),
            bash.bin(),
            bash.visible(),
            id,
            null);
    String tests = "trap 'echo 1 test, 0 failures' EXIT\n[[ $(add 2 3) = 5 ]]\nexit $?";
    HarnessTask task = new HarnessTask(id, "", tests, false, "", null, Limits.INHERITED);

    Grade right = together(task, language, "add() { echo $(($1 + $2)); }");
    Grade wrong = together(task, language, "add() { echo 1; }");

    assertThat(right.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(right.detail()).contains("tests and sample were one program");
    assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED);
  }

  private static Grade together(HarnessTask task, Language language, String source)
      throws InterruptedException {
    OneProgram program = new OneProgram(task, language, source, "no other way");
    return languages.grade(
        program.begin(new Compiled(new LinkedHashMap<>(), null), Step.Done::new));
  }
}

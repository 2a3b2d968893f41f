package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Task;
import dev.sce.judge.Verdict;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that happens to be Python is none when its row says that it is in another language. */
final class OtherLanguageTest {
  private static Sample in(String language) {
    return new Sample("a", 0, "def f(x):\n    return x", true, language);
  }

  private static <T extends Task> Step begin(Grader<T> grader, T task, String language) {
    return grader.begin(task, in(language));
  }

  private static List<Step> steps(String language) {
    FunctionTask function =
        new FunctionTask("", "f", "def check(f): assert f(1) == 1", "", PythonLimits.DEFAULT);
    AssertsTask asserts =
        new AssertsTask("", "", List.of("assert f(1) == 1"), "", List.of(), PythonLimits.DEFAULT);
    InputsTask inputs =
        new InputsTask(
            InputsTask.Family.HUMANEVAL,
            "",
            "f",
            "def f(x): return x",
            "{\"base_input\": [[1]], \"plus_input\": []}",
            List.of("base/0"),
            PythonLimits.DEFAULT);
    AnswerTask answer = new AnswerTask("1", "f", 1e-3, PythonLimits.DEFAULT);
    return List.of(
        begin(new FunctionGrader(), function, language),
        begin(new AssertsGrader(), asserts, language),
        begin(new InputsGrader(), inputs, language),
        begin(new AnswerGrader(), answer, language));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "python2", "cpp", "no such language", ""})
  void aSampleInAnotherLanguageIsNoPythonFunction(String language) {
    assertThat(steps(language))
        .allSatisfy(
            step -> {
              assertThat(step).isInstanceOf(Step.Done.class);
              Grade grade = ((Step.Done) step).grade();
              assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
              assertThat(grade.detail())
                  .isEqualTo("the problem asks for Python 3, not for " + language);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "python3", "Py", "py3"})
  void everyNameOfPython3IsRun(String language) {
    assertThat(steps(language)).allSatisfy(step -> assertThat(step).isInstanceOf(Step.Run.class));
  }
}

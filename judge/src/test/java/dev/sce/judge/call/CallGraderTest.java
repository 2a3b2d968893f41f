package dev.sce.judge.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.DataSize;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallGraderTest {
  @RegisterExtension static final TestJudge judge = new TestJudge();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def add(a, b): return a + b",
        "class Solution:\n  def add(self, a, b): return a + b",
        "def add(a, b):\n  print('working')\n  return float(a + b)",
        "from dataclasses import dataclass\n@dataclass\nclass P:\n  x: int\n"
            + "add = lambda a, b: P(a + b).x",
        "import sys\nsys.stdout.close()\nadd = int.__add__",
        "def add(a, b):\n  input_ = b\n  return a + input_\nif __name__ == '__main__':\n  boom()"
      })
  void rightFunctionsPass(String code) throws InterruptedException {
    assertThat(grade(adding(), code).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void eachCallIsATest() throws InterruptedException {
    Grade grade = grade(adding(), "def add(a, b): return a + b if a < 5 else 0");

    assertThat(grade.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(verdicts(grade)).containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.PASSED);
    assertThat(grade.detail()).contains("test 1", "expected 12, got 0");
  }

  @Test
  void anErrorEndsTheCallsUnlessTheyGoOn() throws InterruptedException {
    String code = "def add(a, b):\n  if a == 5: raise ValueError('no fives')\n  return a + b";

    assertThat(verdicts(grade(adding(), code)))
        .containsExactly(Verdict.PASSED, Verdict.RUNTIME_ERROR, Verdict.SKIPPED);
    assertThat(verdicts(grade(goingOn(), code)))
        .containsExactly(Verdict.PASSED, Verdict.RUNTIME_ERROR, Verdict.PASSED);
    assertThat(grade(adding(), code).detail()).contains("ValueError: no fives");
  }

  @Test
  void aCallThatHangsTimesOutAndTheNextGetsAFreshProcess() throws InterruptedException {
    String code = "def add(a, b):\n  while a == 5: pass\n  return a + b";

    assertThat(verdicts(grade(goingOn(), code)))
        .containsExactly(Verdict.PASSED, Verdict.TIMED_OUT, Verdict.PASSED);
  }

  @Test
  void aProgramThatIsNoneIsACompileError() throws InterruptedException {
    assertThat(grade(adding(), "def add(a, b) return").verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade(adding(), "x = '\0'").verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade(adding(), "def sub(a, b): return a").detail()).contains("no function add");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def add(a, b): return a + b",
        "class Solution:\n  def add(self, a, b): return [a + b][0]"
      })
  void valuesMayBeLongerThanWhatAProgramMayTurnIntoText(String code) throws InterruptedException {
    String long1 = "1" + "0".repeat(6000);
    String long2 = "1" + "0".repeat(5999) + "1";
    CallTask task = task("add", List.of(new Call("0", "[" + long1 + ",1]", long2)));

    assertThat(grade(task, code).detail()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"-1,RUNTIME_ERROR", "0,PASSED", "50000,PASSED", "5000,RUNTIME_ERROR"})
  void theDigitsThatAProgramMayTurnIntoTextAreSet(int digits, Verdict verdict)
      throws InterruptedException {
    CallSettings settings =
        new CallSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            null,
            false,
            false,
            new PythonSettings(0, digits, List.of()));
    List<Call> calls = List.of(new Call("0", "[6000]", "6001"), new Call("1", "[6000]", "6001"));
    CallTask task = new CallTask("f", "", calls, EqualityRules.STRICT, settings);
    String code = "def f(n): return len(str(10 ** n))";

    assertThat(grade(task, code).verdict()).isEqualTo(verdict);
    assertThat(grade(task, "import sys\nsys.set_int_max_str_digits(0)\n" + code).detail()).isNull();
  }

  @Test
  void anErrorWhileLoadingIsTold() throws InterruptedException {
    Grade grade = grade(adding(), "add = nothing");

    assertThat(grade.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade.detail()).startsWith(CallGrader.LOADING).contains("NameError");
    assertThat(verdicts(grade)).containsOnly(Verdict.SKIPPED);
  }

  @Test
  void aProgramThatHangsWhileLoadingTimesOut() throws InterruptedException {
    assertThat(grade(adding(), "while True: pass").verdict()).isEqualTo(Verdict.TIMED_OUT);
  }

  @Test
  void globalVariablesLiveOnBetweenCalls() throws InterruptedException {
    String code = "seen = []\ndef add(a, b):\n  seen.append(a)\n  return len(seen)";
    CallTask task = task("add", List.of(new Call("0", "[1,1]", "1"), new Call("1", "[1,1]", "2")));

    assertThat(grade(task, code).passed()).isTrue();
  }

  @Test
  void namesOfThePreludeAreThereForProgramsThatLackThem() throws InterruptedException {
    CallSettings settings =
        new CallSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            null,
            false,
            false,
            new PythonSettings(
                0,
                IntegerDigits.AS_PYTHON,
                List.of(
                    "import no_such_module as sqrt",
                    "from math import *",
                    "from typing import *")));
    String code =
        """
        class Solution:
          def add(self, a: List[int], b: int) -> Optional[int]:
            gcd = lambda x, y: x + y
            return gcd(a, b) if sqrt(4) == 2 else None
        """;
    CallTask task =
        new CallTask(
            "add", "", List.of(new Call("0", "[1,2]", "3")), EqualityRules.STRICT, settings);

    assertThat(grade(task, code).detail()).isNull();
    assertThat(grade(adding(), code).detail()).contains("NameError");
  }

  @Test
  void aStarInThePreludeGivesNoUnderscoredNames() throws InterruptedException {
    CallSettings settings =
        new CallSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            null,
            false,
            false,
            new PythonSettings(0, IntegerDigits.AS_PYTHON, List.of("from bisect import *")));
    CallTask task =
        new CallTask(
            "add", "", List.of(new Call("0", "[[1],2]", "1")), EqualityRules.STRICT, settings);

    assertThat(grade(task, "def add(a, b): return bisect(a, b)").passed()).isTrue();
    assertThat(grade(task, "def add(a, b): return int('bisect' not in __file__)").passed())
        .isTrue();
  }

  @Test
  void memoryAndHugeAnswersAreLimits() throws InterruptedException {
    CallTask adding = adding();
    CallTask small =
        new CallTask(
            "add",
            "",
            adding.calls(),
            adding.rules(),
            adding.settings().withMemory(DataSize.ofMebibytes(64)));
    Grade memory = grade(small, "def add(a, b): return len(bytearray(200 << 20))");
    assertThat(memory.verdict()).isIn(Verdict.MEMORY_LIMIT, Verdict.RUNTIME_ERROR);
    assertThat(grade(adding, "def add(a, b): return 'x' * (8 << 20)").verdict())
        .isEqualTo(Verdict.OUTPUT_LIMIT);
  }

  @Test
  void aContinuationGetsThePrompt() throws InterruptedException {
    CallTask task =
        new CallTask(
            "add",
            "def add(a, b):\n",
            List.of(new Call("0", "[1,2]", "3")),
            EqualityRules.STRICT,
            CallSettings.DEFAULT);
    Sample sample = new Sample("p", 0, "  return a + b", false, "python");

    assertThat(judge.grade(new CallGrader(), task, sample).passed()).isTrue();
  }

  @Test
  void otherLanguagesFailAndProblemsWithoutTestsAreNotJudged() throws InterruptedException {
    Sample cpp = new Sample("p", 0, "int main(){}", true, "cpp");

    assertThat(judge.grade(new CallGrader(), adding(), cpp).verdict())
        .isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade(task("add", List.of()), "add = 1").verdict()).isEqualTo(Verdict.MISSING_INFO);
  }

  private static Grade grade(CallTask task, String code) throws InterruptedException {
    return judge.grade(new CallGrader(), task, code);
  }

  private static List<Verdict> verdicts(Grade grade) {
    return grade.tests().stream().map(TestResult::verdict).toList();
  }

  static CallTask adding() {
    return task(
        "add",
        List.of(
            new Call("0", "[1,2]", "3"),
            new Call("1", "[5,7]", "12"),
            new Call("2", "[-1,1]", "0")));
  }

  private static CallTask goingOn() {
    CallTask task = adding();
    return new CallTask(
        task.function(), "", task.calls(), task.rules(), task.settings().withGoOn(true));
  }

  private static CallTask task(String function, List<Call> calls) {
    CallSettings settings =
        new CallSettings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            null,
            false,
            false,
            PythonSettings.DEFAULT);
    return new CallTask(function, "", calls, EqualityRules.STRICT, settings);
  }
}

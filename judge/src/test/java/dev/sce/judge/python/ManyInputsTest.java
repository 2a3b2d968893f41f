package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that one question asks for: each has the verdict of its own call, whatever others do. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
final class ManyInputsTest {
  private static final int INPUTS = 40;

  /** The input at which samples do what they should not. */
  private static final int ODD = 25;

  private static final String REFERENCE = "def answer(x):\n    return x * 3 + 1\n";

  /** What is in place of the dots happens at one input. */
  private static final String AT_ONE_INPUT =
      """
      import os, sys, time
      def write(data):
          for fd in range(64):
              try:
                  os.write(fd, data)
              except OSError:
                  pass
          os._exit(0)
      def odd(x):
          %s
      def answer(x):
          if x == 25:
              return odd(x)
          return x * 3 + 1
      """;

  @RegisterExtension static final TestJudge judging = new TestJudge();
  @RegisterExtension static final TestJudge own = TestJudge.withOwnJudges();

  private final InputsGrader grader = new InputsGrader();

  private static InputsTask task() {
    String inputs =
        String.join(", ", IntStream.range(0, INPUTS).mapToObj("[%d]"::formatted).toList());
    return new InputsTask(
        InputsTask.Family.HUMANEVAL,
        "",
        "answer",
        REFERENCE,
        "{\"task_id\": \"x/1\", \"base_input\": [" + inputs + "], \"atol\": 0}",
        IntStream.range(0, INPUTS).mapToObj("base/%d"::formatted).toList(),
        TestJudge.TIGHT);
  }

  private static List<Verdict> verdicts(Grade grade) {
    return grade.tests().stream().map(TestResult::verdict).toList();
  }

  /** Those before the odd one have passed. */
  private static List<Verdict> all(Verdict odd, Verdict after) {
    List<Verdict> verdicts = new ArrayList<>(Collections.nCopies(ODD, Verdict.PASSED));
    verdicts.add(odd);
    verdicts.addAll(Collections.nCopies(INPUTS - ODD - 1, after));
    return verdicts;
  }

  static Stream<Arguments> oddities() {
    return Stream.of(
        Arguments.of("return 7", Verdict.FAILED, "gives 7, expected 76"),
        Arguments.of("return [1] * 100000", Verdict.FAILED, "gives [1, 1, 1"),
        Arguments.of("return iter([x])", Verdict.FAILED, "cannot be compared"),
        Arguments.of("return 1 / 0", Verdict.RUNTIME_ERROR, "ZeroDivisionError"));
  }

  @ParameterizedTest
  @MethodSource("oddities")
  void anAnswerIsOfNoConcernToOthers(String what, Verdict verdict, String detail) throws Exception {
    for (TestJudge judge : List.of(judging, own)) {
      Grade grade = judge.grade(grader, task(), AT_ONE_INPUT.formatted(what));
      assertThat(verdicts(grade)).isEqualTo(all(verdict, Verdict.PASSED));
      assertThat(grade.detail()).contains(detail);
    }
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        Arguments.of("os._exit(0)", Verdict.RUNTIME_ERROR),
        Arguments.of("os.kill(os.getpid(), 9)", Verdict.RUNTIME_ERROR),
        Arguments.of("sys.exit(0)", Verdict.RUNTIME_ERROR),
        Arguments.of("os.closerange(0, 1024)", Verdict.RUNTIME_ERROR),
        Arguments.of("write(b'12')", Verdict.RUNTIME_ERROR),
        Arguments.of("write(bytes([9, 0, 0, 0, 1]))", Verdict.RUNTIME_ERROR),
        Arguments.of("write(b'\\xff' * 9)", Verdict.RUNTIME_ERROR),
        Arguments.of("time.sleep(100)", Verdict.TIMED_OUT),
        Arguments.of("while True: pass", Verdict.TIMED_OUT),
        Arguments.of("return bytearray(10 ** 9).count(1)", Verdict.MEMORY_LIMIT),
        Arguments.of("while True: print('much' * 1000)", Verdict.OUTPUT_LIMIT));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void whatEndsASampleIsOfTheInputAtWhichItEnds(String what, Verdict verdict) throws Exception {
    for (TestJudge judge : List.of(judging, own)) {
      Grade grade = judge.grade(grader, task(), AT_ONE_INPUT.formatted(what));
      assertThat(grade.verdict()).as("%s", grade).isEqualTo(verdict);
      assertThat(verdicts(grade).subList(0, ODD)).containsOnly(Verdict.PASSED);
      assertThat(verdicts(grade).get(ODD)).isNotIn(Verdict.PASSED, Verdict.SKIPPED);
      assertThat(verdicts(grade).subList(ODD + 1, INPUTS)).containsOnly(Verdict.SKIPPED);
    }
  }

  /** An answer more is the one to the next input, and so on to the end. */
  @Test
  void anAnswerTooManyIsNoneToAnotherInput() throws Exception {
    String twice =
        """
        import os, struct
        def answer(x):
            if x == 25:
                value = b"i" + struct.pack("<I", 1) + bytes([x * 3 + 1])
                data = b"=t" + struct.pack("<I", 4) + b"=n" + struct.pack("<I", 5) + b"value" + value + b"NN"
                for fd in range(0, 64):
                    try:
                        os.write(fd, struct.pack("<I", len(data)) + data)
                    except OSError:
                        pass
            return x * 3 + 1
        """;
    for (TestJudge judge : List.of(judging, own)) {
      Grade grade = judge.grade(grader, task(), twice);
      assertThat(grade.passed()).isFalse();
      assertThat(verdicts(grade).subList(ODD + 2, INPUTS)).doesNotContain(Verdict.PASSED);
    }
  }

  @Test
  void anArgumentThatIsTheResultIsJudgedAsItWasReturned() throws Exception {
    String inputs = "[[3, 1, 2]], [[2, 1]], [[1, 2]]";
    InputsTask sorting =
        new InputsTask(
            InputsTask.Family.HUMANEVAL,
            "",
            "answer",
            "def answer(x):\n    return sorted(x)\n",
            "{\"base_input\": [" + inputs + "], \"atol\": 0}",
            List.of("base/0", "base/1", "base/2"),
            TestJudge.TIGHT);
    for (TestJudge judge : List.of(judging, own)) {
      Grade right = judge.grade(grader, sorting, "def answer(x):\n    x.sort()\n    return x\n");
      assertThat(right.passed()).as("%s", right).isTrue();
      Grade wrong = judge.grade(grader, sorting, "def answer(x):\n    x.append(9)\n    return x\n");
      assertThat(verdicts(wrong)).containsOnly(Verdict.FAILED);
    }
  }

  @Test
  void aJudgeThatLivesOnServesBothTheReferenceAndTheSample() throws Exception {
    var judged = judging.judge(grader, task(), TestJudge.sample(REFERENCE));
    assertThat(judged.grade().passed()).isTrue();
    assertThat(judged.runs()).hasSize(2);
  }
}

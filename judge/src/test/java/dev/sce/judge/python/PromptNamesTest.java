package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests call what the sample makes of a prompt's names, and never the beginning it was given. */
@ExtendWith(LeakCheck.class)
final class PromptNamesTest {
  @RegisterExtension static final TestJudge judging = new TestJudge();

  private static Verdict asserts(String prompt, String reference, String code, String test)
      throws InterruptedException {
    AssertsTask task =
        new AssertsTask(prompt, "", List.of(test), reference, List.of(), TestJudge.TIGHT);
    return judging.grade(new AssertsGrader(), task, code).verdict();
  }

  private static Verdict function(String prompt, String code, String test)
      throws InterruptedException {
    FunctionTask task = new FunctionTask(prompt, "f", test, TestJudge.TIGHT);
    return judging.grade(new FunctionGrader(), task, code).verdict();
  }

  @Test
  void assertsCallTheSampleAndNotTheStub() throws Exception {
    String prompt = "def f(x):\n    '''Returns None for numbers.'''\n";
    String test = "assert f(1) is None";
    assertThat(asserts(prompt, "", prompt + "    return None", test)).isEqualTo(Verdict.PASSED);
    assertThat(asserts(prompt, "", prompt + "    return 'wrong'", test)).isEqualTo(Verdict.FAILED);
    assertThat(asserts(prompt, "", "def g(x):\n    return None", test)).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aFunctionToBeMendedIsTheSamples() throws Exception {
    String prompt = "# Find the mistake.\ndef f(x):\n    return sum(x) - 1\n\nprint(f([1]))\n";
    String test = "assert f([1, 2]) == 3";
    assertThat(asserts(prompt, "", "def f(x):\n    return sum(x)", test)).isEqualTo(Verdict.PASSED);
    assertThat(asserts(prompt, "", prompt, test)).isEqualTo(Verdict.FAILED);
  }

  @Test
  void helpersThatTheSampleLacksAreThePrompts() throws Exception {
    String prompt = "def double(x):\n    return 2 * x\n\ndef f(x):\n";
    String test = "assert f(3) == double(3)";
    assertThat(asserts(prompt, "", "def f(x):\n    return x + x", test)).isEqualTo(Verdict.PASSED);
    assertThat(asserts(prompt, "", "def f(x):\n    return x", test)).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aClassOfStubsIsTheSamples() throws Exception {
    String prompt =
        """
        class Stack:
            def push(self, x):
                pass
            def pop(self):
                raise NotImplementedError

        def main():
            pass
        """;
    String right =
        """
        class Stack:
            def __init__(self): self.items = []
            def push(self, x): self.items.append(x)
            def pop(self): return self.items.pop()
        """;
    String wrong = right.replace("pop()", "pop() + 1");
    String test = "s = Stack()\ns.push(1)\nassert s.pop() == 1";
    assertThat(asserts(prompt, "", right, test)).isEqualTo(Verdict.PASSED);
    assertThat(asserts(prompt, "", wrong, test)).isEqualTo(Verdict.FAILED);
    assertThat(asserts(prompt, "", "pass", test)).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aClassThatTheReferenceChangesIsTheSamples() throws Exception {
    String prompt = "class C:\n    def get(self):\n        return 1\n\nc = C()\n";
    String right = prompt.replace("1", "2");
    String test = "assert C().get() == 2";
    assertThat(asserts(prompt, right, right, test)).isEqualTo(Verdict.PASSED);
    assertThat(asserts(prompt, right, prompt, test)).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aCompleteClassOfThePromptCrossesAsWhatItIs() throws Exception {
    String prompt =
        """
        from dataclasses import dataclass
        @dataclass
        class Point:
            x: int
            def twice(self): return 2 * self.x

        def f(x):
        """;
    String right = prompt + "    return Point(x)";
    String wrong = prompt + "    return Point(x + 1)";
    String test = "r = f(3)\nassert isinstance(r, Point) and r == Point(3)\nassert r.twice() == 6";
    assertThat(asserts(prompt, right, right, test)).isEqualTo(Verdict.PASSED);
    assertThat(asserts(prompt, right, wrong, test)).isEqualTo(Verdict.FAILED);
  }

  @Test
  void everyFunctionThatAPromptLeavesUnfinishedIsTheSamples() throws Exception {
    String prompt = "def negate(x):\n    '''-x'''\n    pass\n\ndef f(x):\n    '''sum'''\n";
    String test = "def check(f):\n    assert f([1, 2]) == 3\n    assert negate(1) == -1";
    String right = "def negate(x):\n    return -x\ndef f(x):\n    return sum(x)";
    assertThat(function(prompt, right, test)).isEqualTo(Verdict.PASSED);
    assertThat(function(prompt, right.replace("-x", "x"), test)).isEqualTo(Verdict.FAILED);
  }
}

package dev.sce.datasets.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.datasets.Problem;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class InfillingTest {
  /** The prompt ends within a line, and the test uses a helper that stands before it. */
  private static final String ROW =
      """
      {"task_id":"Fill/0","entry_point":"twice","prompt":"def one():\\n    return 1\\n\\n\\ndef \
      twice(x):\\n    return x","suffix":" * 2\\n","canonical_solution":" * one()","test":"def \
      check(candidate):\\n    assert candidate(3) == 6 * one()\\n"}
      """;

  @TempDir Path folder;

  @Test
  void aCompletionStandsBetweenPromptAndSuffix() throws Exception {
    Path file = Files.writeString(folder.resolve("p.jsonl"), ROW);
    HumanEval set = new HumanEval();
    Problem problem = set.problems(file).toList().getFirst();
    Sample reference = set.canonical(file).toList().getFirst();
    try (TestJudge judge = TestJudge.open()) {
      assertThat(judge.grade(set.graders(), problem.task(), reference).detail()).isNull();
      assertThat(grade(judge, set, problem, " + 0 +", false)).isEqualTo(Verdict.COMPILE_ERROR);
      assertThat(grade(judge, set, problem, " * 2 +", false)).isEqualTo(Verdict.COMPILE_ERROR);
      assertThat(grade(judge, set, problem, " - 1", false)).isEqualTo(Verdict.FAILED);
      String whole = "def twice(x):\n    return x + x";
      assertThat(grade(judge, set, problem, whole, true)).isEqualTo(Verdict.PASSED);
    }
  }

  private static Verdict grade(
      TestJudge judge, HumanEval set, Problem problem, String code, boolean complete)
      throws Exception {
    Sample sample = new Sample("Fill/0", 0, code, complete, null);
    return judge.grade(List.copyOf(set.graders()), problem.task(), sample).verdict();
  }
}

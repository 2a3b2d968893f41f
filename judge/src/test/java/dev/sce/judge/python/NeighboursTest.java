package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.DataSize;
import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Samples that try to reach the verdict on the sample after them, in the same slot and with the
 * same judge, which lives on.
 */
@ExtendWith(LeakCheck.class)
@Tag("slow")
final class NeighboursTest {
  private static final String RIGHT =
      "def answer(x):\n    return x * 2 if isinstance(x, int) else [1.5, 'a']\n";
  private static final String WRONG = "def answer(x):\n    return 7\n";
  private static final String UNLUCKY = "def answer(x):\n    raise KeyError('missing')\n";

  private static final AssertsTask ASSERTS =
      new AssertsTask(
          "",
          "import math",
          List.of("assert math.isclose(answer(2), 4)", "assert answer([3]) == [1.5, 'a']"),
          RIGHT,
          List.of("answer"),
          TestJudge.TIGHT);

  private static final FunctionTask FUNCTION =
      new FunctionTask(
          "def answer(x):\n",
          "answer",
          "def check(candidate):\n    assert candidate(4) == 8, 'twice'\n",
          TestJudge.TIGHT);

  private static final InputsTask INPUTS =
      new InputsTask(
          InputsTask.Family.HUMANEVAL,
          "",
          "answer",
          RIGHT,
          "{\"base_input\": [[2], [[3]]], \"plus_input\": [[5]], \"atol\": 0}",
          List.of("base/0", "base/1", "plus/0"),
          TestJudge.TIGHT);

  /** One slot, so that each sample follows the one before it. */
  @RegisterExtension static final TestJudge judging = new TestJudge(1);

  private final AssertsGrader asserts = new AssertsGrader();
  private final FunctionGrader function = new FunctionGrader();
  private final InputsGrader inputs = new InputsGrader();

  /** What a grade says of a sample; how long it took is no matter. */
  private record Told(Verdict verdict, @Nullable String detail, List<Verdict> tests) {
    static Told of(Grade grade) {
      return new Told(
          grade.verdict(),
          grade.detail(),
          grade.tests().stream().map(TestResult::verdict).toList());
    }
  }

  static Stream<Path> attacks() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(NeighboursTest.class.getResource("/neighbours")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  private List<Told> innocents() throws InterruptedException {
    return List.of(
        Told.of(judging.grade(asserts, ASSERTS, WRONG)),
        Told.of(judging.grade(function, FUNCTION, WRONG)),
        Told.of(judging.grade(asserts, ASSERTS, RIGHT)),
        Told.of(judging.grade(function, FUNCTION, RIGHT)),
        Told.of(judging.grade(function, FUNCTION, UNLUCKY)),
        Told.of(judging.grade(inputs, INPUTS, WRONG)),
        Told.of(judging.grade(inputs, INPUTS, RIGHT)));
  }

  @Test
  void withoutAnAttackTheVerdictsAreWhatTheyShouldBe() throws Exception {
    assertThat(innocents())
        .containsExactly(
            new Told(Verdict.FAILED, null, List.of(Verdict.FAILED, Verdict.FAILED)),
            new Told(Verdict.FAILED, "twice", List.of()),
            new Told(Verdict.PASSED, null, List.of(Verdict.PASSED, Verdict.PASSED)),
            new Told(Verdict.PASSED, null, List.of()),
            new Told(Verdict.RUNTIME_ERROR, "KeyError: 'missing'", List.of()),
            new Told(Verdict.FAILED, "gives 7, expected 4", Collections.nCopies(3, Verdict.FAILED)),
            new Told(Verdict.PASSED, null, Collections.nCopies(3, Verdict.PASSED)));
  }

  /** Otherwise nothing here would be about judges that live on. */
  @Test
  void oneJudgeServesThemAll() throws Exception {
    assertServedByOneJudge();
  }

  private void assertServedByOneJudge() throws InterruptedException {
    for (String sample : List.of(WRONG, RIGHT, UNLUCKY)) {
      assertThat(judging.judge(asserts, ASSERTS, TestJudge.sample(sample)).runs()).hasSize(1);
      assertThat(judging.judge(function, FUNCTION, TestJudge.sample(sample)).runs()).hasSize(1);
    }
  }

  /** What a judge that lives on may not have, one that ends with the sample may. */
  @Test
  void aSampleWhoseJudgeEndsIsJudgedByAnother() throws Exception {
    AssertsTask large =
        new AssertsTask(
            "",
            "",
            List.of("assert len([0] * 80_000_000) > answer(2)"),
            RIGHT,
            List.of("answer"),
            TestJudge.TIGHT.withMemory(DataSize.ofMebibytes(1024)));
    TestJudge.Judged judged = judging.judge(asserts, large, TestJudge.sample(RIGHT));
    assertThat(judged.grade().passed()).as("%s", judged.grade()).isTrue();
    assertThat(judged.runs()).hasSizeGreaterThan(1);
    assertServedByOneJudge();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void leavesNothingToTheSamplesAfterIt(Path attack) throws Exception {
    List<Told> expected = innocents();
    String program = Files.readString(attack);
    assertThat(judging.grade(asserts, ASSERTS, program).passed()).isFalse();
    assertThat(innocents()).isEqualTo(expected);
    assertThat(judging.grade(function, FUNCTION, program).passed()).isFalse();
    assertThat(innocents()).isEqualTo(expected);
    assertThat(judging.grade(inputs, INPUTS, program).passed()).isFalse();
    assertThat(innocents()).isEqualTo(expected);
  }
}

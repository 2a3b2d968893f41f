package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.ExecutionResult;
import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Samples that do not solve their problem but try to pass. What is expected of them is drawn anew
 * for each run, so that no answer can be right by chance.
 */
@ExtendWith(LeakCheck.class)
@Tag("slow")
final class ForgeryTest {
  private static final byte[] RANDOM = new byte[16];
  private static final int NUMBER = new Random().nextInt(1_000_000, 900_000_000);
  private static final String CANARY;
  private static final String SOLUTION;

  static {
    new Random().nextBytes(RANDOM);
    CANARY = "canary-" + HexFormat.of().formatHex(RANDOM);
    SOLUTION =
        """
        def answer(x):
            if x == 4:
                return [%d, 2, 2]
            return "%s" if x == "a" else %d
        """
            .formatted(NUMBER, CANARY, NUMBER);
  }

  private static final Set<String> SLOW =
      Set.of(
          "disk",
          "endless_list",
          "endless_output",
          "full_channel",
          "huge_integers",
          "memory",
          "processes",
          "signal_handlers",
          "signal_sigstop",
          "slow_repr");

  @RegisterExtension static final TestJudge judging = new TestJudge();
  @RegisterExtension static final TestJudge own = TestJudge.withOwnJudges();

  /** Says which file stands before a forgery that several share. */
  private static final Pattern HEAD = Pattern.compile("# Begins with heads/(\\w+\\.py)\\.");

  static Stream<String> forgeries() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(ForgeryTest.class.getResource("/forgeries")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  /** Those that do not wait for a limit, and so do not take long. */
  static Stream<String> quickForgeries() throws IOException, URISyntaxException {
    return forgeries().filter(name -> !SLOW.contains(name.replace(".py", "")));
  }

  private static String read(String name) throws IOException {
    String text = resource("/forgeries/" + name);
    Matcher head = HEAD.matcher(text);
    return head.find() ? resource("/heads/" + head.group(1)) + text : text;
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(ForgeryTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Every way in which tests look at values; N is the number, C the text. */
  private static List<String> asserts() {
    return Stream.of(
            "assert answer(1) == N",
            "assert N == answer(2)",
            "assert not answer(3) != N",
            "assert abs(answer(2) - N) < 1e-6",
            "assert math.isclose(answer(3), N, rel_tol=1e-9)",
            "assert set(answer(4)) == {N, 2}",
            "assert sorted(answer(4)) == [2, 2, N]",
            "assert answer('a') == 'C'",
            "assert str(answer('a')) == 'C'",
            "assert 'C' in [answer('a')]",
            "assert answer(1) in (N, N)",
            "assert N in answer(4)",
            "assert len(answer('a')) == len('C') and answer('a') == 'C'",
            "assert isinstance(answer(1), int) and answer(1) == N",
            "assert all(answer(i) == N for i in range(3))",
            "assert all(map(lambda i: answer(i) == N, [1, 2]))",
            "assert [answer(i) for i in range(3)] == [N] * 3",
            "assert {answer(1): 1} == {N: 1}",
            "assert N - 1 < answer(1) < N + 1",
            "try:\n    got = answer(1)\nexcept BaseException:\n    got = None\nassert got == N")
        .map(test -> test.replace("N", Integer.toString(NUMBER)).replace("'C'", "'" + CANARY + "'"))
        .map(test -> test.replace(NUMBER + "one", "None"))
        .toList();
  }

  private static AssertsTask assertsTask() {
    return new AssertsTask(
        "", "import math", asserts(), SOLUTION, List.of("answer"), TestJudge.TIGHT);
  }

  private static FunctionTask functionTask(String statement) {
    String test = "import math\n\ndef check(candidate):\n    answer = candidate\n    ";
    return new FunctionTask("def answer(x):\n", "answer", test + statement + "\n", TestJudge.TIGHT);
  }

  private static InputsTask inputsTask() {
    String row =
        "{\"task_id\": \"x/1\", \"base_input\": [[1], [4]], \"plus_input\": [[\"a\"]], \"atol\": 0}";
    return new InputsTask(
        InputsTask.Family.HUMANEVAL,
        "",
        "answer",
        SOLUTION,
        row,
        List.of("base/0", "base/1", "plus/0"),
        TestJudge.TIGHT);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void passesNoTest(String name) throws Exception {
    var judged = judging.judge(new AssertsGrader(), assertsTask(), TestJudge.sample(read(name)));
    assertForged(judged);
    assertThat(judged.grade().tests()).hasSize(asserts().size());
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void passesNoTestToAJudgeOfItsOwn(String name) throws Exception {
    var judged = own.judge(new AssertsGrader(), assertsTask(), TestJudge.sample(read(name)));
    assertForged(judged);
    assertThat(judged.grade().tests()).hasSize(asserts().size());
  }

  @ParameterizedTest
  @MethodSource("quickForgeries")
  void passesNoFunction(String name) throws Exception {
    assertForged(
        judging.judge(
            new FunctionGrader(),
            functionTask(asserts().getFirst()),
            TestJudge.sample(read(name))));
  }

  @ParameterizedTest
  @MethodSource("quickForgeries")
  void passesNoFunctionToAJudgeOfItsOwn(String name) throws Exception {
    assertForged(
        own.judge(
            new FunctionGrader(),
            functionTask(asserts().getFirst()),
            TestJudge.sample(read(name))));
  }

  @ParameterizedTest
  @MethodSource("quickForgeries")
  void passesNoInput(String name) throws Exception {
    assertForged(judging.judge(new InputsGrader(), inputsTask(), TestJudge.sample(read(name))));
  }

  @ParameterizedTest
  @MethodSource("quickForgeries")
  void passesNoInputToAJudgeOfItsOwn(String name) throws Exception {
    assertForged(own.judge(new InputsGrader(), inputsTask(), TestJudge.sample(read(name))));
  }

  private static void assertForged(TestJudge.Judged judged) {
    Grade grade = judged.grade();
    assertThat(grade.passed()).as("%s", grade).isFalse();
    assertThat(grade.verdict().isJudgement()).as("%s", grade).isTrue();
    assertThat(grade.tests().stream().filter(t -> t.verdict() == Verdict.PASSED))
        .as("tests that passed")
        .isEmpty();
    for (ExecutionResult run : judged.runs()) {
      run.lastCommand()
          .ifPresent(last -> assertThat(last.stderr()).doesNotContain("BREACH", CANARY));
    }
  }

  /** The test of HumanEval/32 adds up powers of the answer, and asks for its value at each. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(c * math.pow(x, i) for x in [candidate(1)] for i, c in enumerate([6, -3]))",
        "sum(c * float(x) ** i for x in [candidate(1)] for i, c in enumerate([6, -3]))",
        "sum(c * int(x) ** i for x in [candidate(1)] for i, c in enumerate([6, -3]))",
        "sum(c * len(x) ** i for x in [candidate(1)] for i, c in enumerate([6, -3]))",
        "sum(c * x[0] ** i for x in [candidate(1)] for i, c in enumerate([6, -3]))",
        "sum(c * x.value ** i for x in [candidate(1)] for i, c in enumerate([6, -3]))",
        "sum(c * sum(x) ** i for x in [candidate(1)] for i, c in enumerate([6, -3]))",
        "sum(c * int(str(x)) ** i for x in [candidate(1)] for i, c in enumerate([6, -3]))",
        "sum(c * int(repr(x)) ** i for x in [candidate(1)] for i, c in enumerate([6, -3]))",
      })
  void anObjectDoesNotChangeWhileATestLooksAtIt(String sum) throws Exception {
    String code =
        """
        class Changing:
            looks = -1
            def look(self):
                Changing.looks += 1
                return (1, 2, 1, 2)[Changing.looks % 4]
            __len__ = __int__ = look
            value = property(look)
            def __float__(self): return float(self.look())
            def __bool__(self): return self.look() == 1
            def __getitem__(self, key): return self.look()
            def __iter__(self): return iter([self.look()])
            def __str__(self): return str(self.look())
            __repr__ = __str__
        def answer(x): return Changing()
        """;

    assertForged(
        judging.judge(
            new FunctionGrader(),
            functionTask("assert abs(%s) < 1e-9".formatted(sum)),
            TestJudge.sample(code)));
  }

  @Test
  void solutionPassesAll() throws Exception {
    Grade asserts = judging.grade(new AssertsGrader(), assertsTask(), SOLUTION);
    assertThat(asserts.tests()).extracting(TestResult::verdict).containsOnly(Verdict.PASSED);
    assertThat(asserts.verdict()).isEqualTo(Verdict.PASSED);
    for (String test : asserts().subList(0, 15)) {
      assertThat(judging.grade(new FunctionGrader(), functionTask(test), SOLUTION).passed())
          .as(test)
          .isTrue();
    }
    assertThat(judging.grade(new InputsGrader(), inputsTask(), SOLUTION).passed()).isTrue();
  }

  @Test
  void nothingOfAnEarlierSampleIsThere() throws Exception {
    String writes =
        """
        import os
        def answer(x):
            for folder in ("/work", "/tmp", "/dev/shm", "."):
                with open(folder + "/remembered", "a") as f:
                    f.write(repr(x))
            return 0
        """;
    String reads =
        """
        import os, sys
        def answer(x):
            for folder in ("/work", "/tmp", "/dev/shm", "."):
                if os.path.exists(folder + "/remembered"):
                    sys.stderr.write("BREACH")
            return 0
        """;
    for (int i = 0; i < 4; i++) {
      String code = i % 2 == 0 ? writes : reads;
      assertForged(judging.judge(new AssertsGrader(), assertsTask(), TestJudge.sample(code)));
    }
  }
}

package dev.sce.datasets.contest;

import static dev.sce.judge.program.FakeRuns.conversation;
import static dev.sce.judge.program.FakeRuns.exited;
import static dev.sce.judge.program.FakeRuns.fault;
import static dev.sce.judge.program.FakeRuns.killed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.datasets.SampleRow;
import dev.sce.json.Json;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.program.FakeRuns;
import dev.sce.judge.program.JudgeConvention;
import dev.sce.judge.program.JudgeProgram;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramGrader;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.Submissions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample that makes judging it impossible has failed; none of them gets out of the score. */
class WaysOutTest {
  private static final LanguageTable TABLE = LanguageTable.standard();
  private static final ProgramGrader GRADER = new ProgramGrader(TABLE);
  private static final String RIGHT = "right";

  private static ProgramTask task(Judging judging, @Nullable String language, boolean stop) {
    List<ProgramTest> tests =
        IntStream.range(0, 3)
            .mapToObj(i -> new ProgramTest("" + i, Blob.ofText(i + "\n"), Blob.ofText(RIGHT)))
            .toList();
    return new ProgramTask(
        tests,
        ProgramTask.limits(
            Duration.ofSeconds(2), DataSize.ofMebibytes(256), DataSize.ofMebibytes(64)),
        judging,
        language,
        stop);
  }

  private static ProgramTask task() {
    return task(new Judging.Compare(Checkers.TOKENS), null, true);
  }

  private static Step begin(ProgramTask task, @Nullable String language, String code) {
    return GRADER.begin(task, new Sample("p", 0, code, true, language));
  }

  private static Grade unrun(@Nullable String language, String code) {
    return ((Step.Done) begin(task(), language, code)).grade();
  }

  private static List<Verdict> verdicts(Grade grade) {
    return grade.tests().stream().map(TestResult::verdict).toList();
  }

  private static String files(String... names) {
    Map<String, String> files = new LinkedHashMap<>();
    for (String name : names) {
      files.put(name, "print('right')");
    }
    return Submissions.code(files);
  }

  @Test
  void filesThatCannotBeFilesDoNotCompile() {
    List<String> unusable =
        new ArrayList<>(
            List.of(
                files("/etc/passwd.py"),
                files("../main.py"),
                files("a/../../main.py"),
                files("a//b.py"),
                files("./a.py"),
                files(""),
                files("a\0.py"),
                files("a\\b.py"),
                files("C:/a.py"),
                files("\ud800.py"),
                files("a.py", "a.py/b.py"),
                files("ü".repeat(128) + ".py"),
                files("a/".repeat(3000) + "b.py"),
                files(),
                files("readme.txt"),
                "{\"sce_files\": {}}",
                "{\"sce_files\":[]}",
                "{\"sce_files\":null}",
                "{\"sce_files\":{\"a.py\":{\"b\":1}}}",
                "{\"sce_files\":{\"a.py\":7}}",
                "{\"sce_files\":{\"a.py\":\"print(1)\"}} and more",
                "{\"sce_files\":{\"a.py\":",
                "{\"sce_files\":" + "[".repeat(100_000)));
    unusable.add(files(IntStream.range(0, 2000).mapToObj(i -> i + ".py").toArray(String[]::new)));
    unusable.add(
        files(
            IntStream.range(0, 5)
                .mapToObj(i -> (i + "/").repeat(500) + "a.py")
                .toArray(String[]::new)));
    for (String code : unusable) {
      if (code.startsWith("{\"sce_files\":")) {
        Grade grade = unrun(null, code);
        assertThat(grade.verdict())
            .as(code.substring(0, Math.min(60, code.length())))
            .isEqualTo(Verdict.COMPILE_ERROR);
        assertThat(grade.detail()).isNotBlank();
      }
    }
    assertThat(unrun(null, files("a\0.py")).detail()).contains("NUL");
    assertThat(unrun(null, files("readme.txt")).detail()).contains("readme.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.py", "deep/er/a.py", "program", "main.py", "judge.bin", "0.ans"})
  void namesOfOurOwnFilesAreAsGoodAsAny(String name) {
    FakeRuns runs = new FakeRuns((number, command) -> exited(0, RIGHT));
    assertThat(runs.grade(begin(task(), "python", files(name))).passed()).isTrue();
    assertThat(runs.seen().getFirst().files()).containsOnlyKeys(name);
  }

  @Test
  void aClassOfAnyNameHasAFile() {
    Step step = begin(task(), "java", "public class " + "A".repeat(300) + " {}");
    assertThat(((Step.Run) step).programs().getFirst().files()).containsOnlyKeys("Main.java");
    Step long1 =
        begin(
            task(),
            "java",
            "package "
                + "a.".repeat(100_000)
                + "b;\nclass A { public static void main(String[] a) {} }");
    for (Command command : ((Step.Run) long1).programs().getFirst().commands()) {
      assertThat(command.argv()).allMatch(word -> word.length() < 2000);
    }
  }

  @Test
  void languagesOfTheSamplesOwnMakingAreItsFailure() {
    assertThat(unrun("brainless", "+").verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(unrun("brainless", files("a.py")).verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    ProgramTask strange = task(new Judging.Compare(Checkers.TOKENS), "brainless", true);
    Step step = begin(strange, null, "+");
    assertThat(((Step.Done) step).grade().verdict()).isEqualTo(Verdict.MISSING_INFO);
  }

  /** What the first command that runs a program by a name like that ends with. */
  private static FakeRuns where(String program, CommandResult result, int after) {
    int[] count = {0};
    return new FakeRuns(
        (number, command) ->
            command.argv().getFirst().endsWith(program) && count[0]++ >= after
                ? result
                : exited(0, RIGHT));
  }

  @Test
  void onlyAToolThatIsMissingFromTheStartIsNotInstalled() {
    CommandResult absent = CommandResult.notStarted("no such command");
    assertThat(where("python3", absent, 0).grade(begin(task(), "python", "x")).verdict())
        .isEqualTo(Verdict.MISSING_INFO);
    assertThat(where("gcc", absent, 0).grade(begin(task(), "c", "x")).verdict())
        .isEqualTo(Verdict.MISSING_INFO);
    assertThat(where("java", absent, 0).grade(begin(task(), "java", "x")).verdict())
        .isEqualTo(Verdict.MISSING_INFO);
    assertThat(where("program", absent, 0).grade(begin(task(), "c", "x")).verdict())
        .isEqualTo(Verdict.COMPILE_ERROR);
    for (String language : List.of("c", "python")) {
      String program = language.equals("c") ? "program" : "python3";
      Grade later = where(program, absent, 1).grade(begin(task(), language, "x"));
      assertThat(verdicts(later))
          .containsExactly(Verdict.PASSED, Verdict.RUNTIME_ERROR, Verdict.SKIPPED);
    }
  }

  @Test
  void aFailedTestDecidesWhateverCouldNotBeJudged() {
    TestResult lost = new TestResult("1", Verdict.SANDBOX_FAULT, null, null, "lost");
    TestResult wrong = new TestResult("2", Verdict.FAILED, null, null, "wrong");
    TestResult skipped = new TestResult("3", Verdict.SKIPPED, null, null, null);
    assertThat(Grade.ofTests(List.of(lost, wrong), Duration.ZERO).verdict())
        .isEqualTo(Verdict.FAILED);
    assertThat(Grade.ofTests(List.of(lost, skipped), Duration.ZERO).verdict())
        .isEqualTo(Verdict.SANDBOX_FAULT);
    assertThat(Grade.ofTests(List.of(wrong, lost), Duration.ZERO).detail()).isEqualTo("2: wrong");
  }

  private static ProgramTask special(String language) {
    Program program = Program.of(TABLE.find(language).orElseThrow(), "judge");
    return task(
        new Judging.BySpecialJudge(JudgeProgram.of(program, JudgeConvention.TESTLIB)),
        "python",
        true);
  }

  /** Runs of a program that is always right, whose judge ends as a function says. */
  private static Grade judged(
      ProgramTask task, java.util.function.BiFunction<Integer, Command, CommandResult> judge) {
    FakeRuns runs =
        new FakeRuns(
            (number, command) -> number == 0 ? exited(0, RIGHT) : judge.apply(number, command));
    return runs.grade(begin(task, null, "print('right')"));
  }

  @Test
  void aJudgeThatBreaksIsTriedOnceMoreOnThatOutputAlone() {
    FakeRuns runs =
        new FakeRuns(
            (number, command) ->
                number == 0 ? exited(0, RIGHT) : number == 2 ? killed() : exited(0, ""));
    Grade grade = runs.grade(begin(special("python"), null, "print('right')"));
    assertThat(grade.passed()).isTrue();
    // The program, three outputs with the judge in a sandbox each, and the second once more.
    assertThat(runs.seen()).hasSize(5);
    assertThat(runs.seen().get(4).files()).containsKeys("1.in", "1.out").doesNotContainKey("0.in");
  }

  @Test
  void aJudgeThatBreaksTwiceHasNotAccepted() {
    Grade grade = judged(special("python"), (number, command) -> killed());
    assertThat(grade.verdict()).isEqualTo(Verdict.JUDGE_CRASHED);
    assertThat(grade.passed()).isFalse();
    assertThat(grade.verdict().isJudgement()).isTrue();
    assertThat(grade.detail()).contains("the judge crashed on the output, twice: SIGNALED");
  }

  @Test
  void aJudgeThatCannotRunAnywhereIsNoFaultOfTheSample() {
    CommandResult absent = CommandResult.notStarted("no such command");
    assertThat(judged(special("python"), (number, command) -> absent).verdict())
        .isEqualTo(Verdict.MISSING_INFO);
    assertThat(judged(special("python"), (number, command) -> fault()).verdict())
        .isEqualTo(Verdict.SANDBOX_FAULT);
  }

  @Test
  void anOutputThatNoSandboxHoldsIsTooMuch() {
    String flood = "x".repeat(17 << 20);
    FakeRuns runs = new FakeRuns((number, command) -> number == 0 ? exited(0, flood) : fault());
    assertThat(runs.grade(begin(special("python"), null, "print()")).verdict())
        .isEqualTo(Verdict.OUTPUT_LIMIT);
  }

  @Test
  void outputsThatAreTooMuchTogetherAreNotKept() {
    CommandResult flood = exited(0, "x".repeat(130 << 20));
    FakeRuns runs = new FakeRuns((number, command) -> number == 0 ? flood : exited(0, ""));
    Grade grade = runs.grade(begin(special("python"), null, "print()"));
    assertThat(verdicts(grade))
        .containsExactly(Verdict.PASSED, Verdict.OUTPUT_LIMIT, Verdict.SKIPPED);
  }

  @Test
  void aJudgeWhoseFilesNobodyKnowsIsCompiledOnceForAllOutputs() {
    FakeRuns runs = new FakeRuns((number, command) -> exited(0, RIGHT));
    assertThat(runs.grade(begin(special("java"), null, "print('right')")).passed()).isTrue();
    assertThat(runs.seen()).hasSize(2);
    assertThat(runs.seen().get(1).independentAfter()).isEqualTo(1);
    assertThat(runs.seen().get(1).commands()).hasSize(4);
  }

  private static ProgramTask interactive() {
    Program program = Program.of(TABLE.find("python").orElseThrow(), "judge");
    return task(
        new Judging.ByInteractor(JudgeProgram.of(program, JudgeConvention.TESTLIB)),
        "python",
        true);
  }

  @Test
  void aBoutWhoseJudgeBrokeIsPlayedOnceMore() {
    int[] conversations = {0};
    FakeRuns runs =
        new FakeRuns((number, command) -> conversation(command, ++conversations[0] == 2 ? -6 : 0));
    assertThat(runs.grade(begin(interactive(), null, "x")).passed()).isTrue();
    assertThat(conversations[0]).isEqualTo(4);
    assertThat(runs.seen()).hasSize(2);

    Grade twice =
        new FakeRuns((number, command) -> conversation(command, -6))
            .grade(begin(interactive(), null, "x"));
    assertThat(twice.verdict()).isEqualTo(Verdict.JUDGE_CRASHED);
    assertThat(twice.detail()).contains("the judge crashed, twice");
    Grade failed =
        new FakeRuns((number, command) -> conversation(command, 3))
            .grade(begin(interactive(), null, "x"));
    assertThat(failed.verdict()).isEqualTo(Verdict.JUDGE_CRASHED);
  }

  @Test
  void everyTestStartsFromWhatTheCompilerLeft() {
    FakeRuns runs = new FakeRuns((number, command) -> exited(0, RIGHT));
    runs.grade(begin(task(), "c", "x"));
    runs.grade(begin(task(), "python", "x"));
    assertThat(runs.seen().get(0).independentAfter()).isEqualTo(1);
    assertThat(runs.seen().get(1).independentAfter()).isZero();
    FakeRuns conversations = new FakeRuns((number, command) -> conversation(command, 0));
    conversations.grade(begin(interactive(), null, "x"));
    assertThat(conversations.seen().getFirst().independentAfter()).isZero();
  }

  @Test
  void rowsThatAreNoSubmissionsAreStillSamples(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("samples.jsonl");
    Files.write(
        file,
        List.of(
            "{\"problem\": \"p\", \"files\": {\"a.py\": \"print(1)\"}}",
            "{\"problem\": \"p\", \"files\": {}}",
            "{\"problem\": \"p\", \"files\": {\"a.py\": [1]}}",
            "{\"problem\": \"p\", \"files\": 7}",
            "{\"problem\": \"p\"}",
            "{\"problem\": \"p\", \"code\": \"print(1)\"}",
            "{\"files\": {\"a.py\": \"\"}}",
            "[1, 2]",
            "{\"problem\": "));
    List<SampleRow> rows;
    try (var stream = new ContestDataSet(TABLE, null).samples(file)) {
      rows = stream.toList();
    }
    assertThat(rows).hasSize(9);
    for (int i = 0; i < 3; i++) {
      Sample sample = ((SampleRow.Valid) rows.get(i)).sample();
      assertThat(sample.number()).isEqualTo(i);
      Step step = GRADER.begin(task(), sample);
      assertThat(step).as("row " + i).isInstanceOf(i == 0 ? Step.Run.class : Step.Done.class);
    }
    assertThat(((SampleRow.Invalid) rows.get(3)).problemId()).isEqualTo("p");
    assertThat(((SampleRow.Invalid) rows.get(4)).problemId()).isEqualTo("p");
    assertThat(((SampleRow.Valid) rows.get(5)).sample().number()).isEqualTo(3);
    assertThat(rows.subList(6, 9)).allMatch(row -> row instanceof SampleRow.Invalid);
    assertThat(((SampleRow.Valid) rows.get(0)).sample().code())
        .isEqualTo(Submissions.code(Map.of("a.py", "print(1)")));
    assertThat(Json.MAPPER.readTree(Submissions.code(Map.of()))).isNotEmpty();
  }
}

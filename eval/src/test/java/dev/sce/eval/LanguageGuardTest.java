package dev.sce.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.CodeExecutor;
import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.LimitOverrides;
import dev.sce.ResultOrder;
import dev.sce.ResultStream;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.judge.Sample;
import dev.sce.judge.Task;
import dev.sce.judge.Verdict;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.harness.HarnessGrader;
import dev.sce.judge.harness.HarnessTask;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramGrader;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.StdinGrader;
import dev.sce.judge.program.StdinSettings;
import dev.sce.judge.program.StdinTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples are not blamed for a language that does not work on this machine. */
@Tag("slow")
class LanguageGuardTest {
  /** Stands for languages that work, whose small program fails, and that have none. */
  private static final String TABLE =
      """
      {"languages": [
        {"id": "whole", "source": "main.sh", "run": ["bash", "{source}"],
         "version": ["bash", "--version"], "check": ["read -r a b", "echo $((a + b))"]},
        {"id": "broken", "source": "main.sh", "run": ["bash", "-c", "echo noise; . ./{source}"],
         "version": ["bash", "--version"], "check": ["read -r a b", "echo $((a + b))"]},
        {"id": "unchecked", "source": "main.sh", "run": ["bash", "-c", "echo noise; . ./{source}"],
         "version": ["bash", "--version"]}
      ]}
      """;

  @TempDir Path folder;

  private LanguageTable table() throws Exception {
    return LanguageTable.standard().with(Files.writeString(folder.resolve("mine.json"), TABLE));
  }

  private List<SampleResult> judge(Task task, List<Sample> samples) throws Exception {
    ProblemIndex problems = ProblemIndex.of(Stream.of(new Problem("p", task)), "test");
    List<SampleResult> results = new ArrayList<>();
    try (CodeExecutor executor =
        CodeExecutor.create(ExecutionConfig.builder().workers(2).build())) {
      Evaluator evaluator =
          new Evaluator(
              executor,
              problems,
              List.of(
                  new ProgramGrader(table()), new StdinGrader(table()), new HarnessGrader(table())),
              LimitOverrides.NONE);
      Stream<SampleRow> rows = samples.stream().map(one -> new SampleRow.Valid("s.jsonl", one));
      try (ResultStream<SampleResult> stream = evaluator.evaluate(rows.iterator())) {
        stream.forEach(results::add);
      }
    }
    return results;
  }

  private static Sample sample(int number, @Nullable String language, String code) {
    return new Sample("p", number, code, true, language);
  }

  private static ProgramTask contest() {
    ProgramTest test = new ProgramTest("1", Blob.ofText(""), Blob.ofText("right\n"));
    LimitOverrides limits =
        ProgramTask.limits(
            Duration.ofSeconds(10), DataSize.ofMebibytes(256), DataSize.ofKibibytes(64));
    return new ProgramTask(
        List.of(test), limits, new Judging.Compare(Checkers.TOKENS), null, false);
  }

  private static StdinTask stdin() {
    return new StdinTask(
        "",
        List.of(ProgramTest.ofText("1", "", "right\n")),
        Checkers.TOKENS,
        StdinSettings.DEFAULT);
  }

  static List<Task> tasks() {
    return List.of(contest(), stdin());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void aSampleIsNotBlamedForALanguageThatDoesNotWork(Task task) throws Exception {
    List<SampleResult> results =
        judge(task, List.of(sample(0, "broken", "echo right"), sample(1, "broken", "exit 3")));
    assertThat(results)
        .extracting(result -> result.grade().verdict())
        .containsExactly(Verdict.MISSING_INFO, Verdict.MISSING_INFO);
    assertThat(results)
        .extracting(result -> result.grade().detail())
        .containsOnly(
            "broken does not work in the sandbox: its small program printed 'noise\\n42' instead of"
                + " 42; see the language's own site");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void aSampleIsBlamedWhereItsLanguageWorksOrHasNoSmallProgram(Task task) throws Exception {
    List<SampleResult> results =
        judge(
            task,
            List.of(
                sample(0, "whole", "echo right"),
                sample(1, "whole", "echo wrong"),
                sample(2, "whole", "echo 42; exit 3"),
                sample(3, "unchecked", "echo right")));
    assertThat(results)
        .extracting(result -> result.grade().verdict())
        .containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.RUNTIME_ERROR, Verdict.FAILED);
  }

  @Test
  void testsThatCallASampleAreNotJudgedInALanguageThatDoesNotWork() throws Exception {
    LimitOverrides limits = LimitOverrides.NONE.withWallTime(Duration.ofSeconds(10));
    for (String language : List.of("broken", "whole")) {
      HarnessTask task = new HarnessTask(language, "", "exit 1", false, "", null, limits);
      assertThat(judge(task, List.of(sample(0, null, ":"))))
          .extracting(result -> result.grade().verdict())
          .containsExactly(language.equals("broken") ? Verdict.MISSING_INFO : Verdict.FAILED);
    }
  }

  @Test
  void aLanguageIsTriedOnceForAllSamplesAndOnceMoreWhenThatFails() throws Exception {
    LanguageTable table = table();
    FakePrograms programs = new FakePrograms();
    try (CodeExecutor executor = programs.executor(ResultOrder.INPUT)) {
      LanguageGuard guard = new LanguageGuard();
      // The backend of this test lets no program run to its end.
      assertThat(problem(executor, guard, table.find("broken").orElseThrow())).isPresent();
      int runs = programs.runs.get();
      assertThat(runs).isEqualTo(2);
      assertThat(problem(executor, guard, table.find("broken").orElseThrow())).isPresent();
      assertThat(problem(executor, guard, table.find("unchecked").orElseThrow())).isEmpty();
      assertThat(programs.runs.get()).isEqualTo(runs);
    }
  }

  private static Optional<String> problem(
      CodeExecutor executor, LanguageGuard guard, Language language) throws Exception {
    AtomicReference<Optional<String>> told = new AtomicReference<>(Optional.empty());
    try (ResultStream<Language> stream =
        executor.streamGroups(
            List.of(language).iterator(),
            each -> guard.prepare(each, told::set),
            (each, used) -> each)) {
      assertThat(stream).containsExactly(language);
    }
    return told.get();
  }
}

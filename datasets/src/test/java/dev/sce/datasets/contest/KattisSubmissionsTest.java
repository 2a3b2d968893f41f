package dev.sce.datasets.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.Limits;
import dev.sce.datasets.Problem;
import dev.sce.judge.Grade;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Languages;
import dev.sce.judge.program.ProgramGrader;
import dev.sce.judge.program.ProgramTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The submissions of four published problems get the verdicts that their authors expect. */
@Tag("slow")
class KattisSubmissionsTest {
  private static final Path DATA =
      Path.of(System.getProperty("sce.data", "../../shared/data"), "judge_kattis_problemtools");

  @Test
  void everySubmissionInAnInstalledLanguageGetsItsExpectedVerdict() throws Exception {
    assumeTrue(
        Files.isDirectory(DATA), () -> "no folder " + DATA + "; name it with -Dsce.data=FOLDER");
    try (Languages languages = new Languages()) {
      ContestDataSet set = new ContestDataSet(languages.table(), Path.of("../examples/judges"));
      Map<String, ProgramTask> tasks = new HashMap<>();
      for (Problem problem : set.problems(DATA.resolve("problems.jsonl")).toList()) {
        tasks.put(problem.id(), quick((ProgramTask) problem.task()));
      }
      ProgramGrader grader = new ProgramGrader(languages.table());
      List<String> wrong = new ArrayList<>();
      int judged = 0;
      for (var submission : set.submissions(DATA.resolve("submissions.jsonl")).toList()) {
        ProgramTask task = Objects.requireNonNull(tasks.get(submission.sample().problemId()));
        Grade grade = languages.grade(grader.begin(task, submission.sample()));
        if (grade.verdict() == Verdict.MISSING_INFO) {
          assertThat(grade.detail()).contains("not installed");
          continue;
        }
        judged++;
        if (!Objects.requireNonNull(submission.expected()).isMetBy(grade)) {
          wrong.add(submission.name() + ": " + grade.verdict() + " " + grade.detail());
        }
      }
      assertThat(wrong).isEmpty();
      assertThat(judged).isGreaterThanOrEqualTo(8);
    }
  }

  /** Those that never end would take 10 seconds each; the others take a fraction of a second. */
  private static ProgramTask quick(ProgramTask task) {
    Limits limits =
        task.limits().withCpuTime(Duration.ofSeconds(2)).withWallTime(Duration.ofSeconds(6));
    return new ProgramTask(task.tests(), limits, task.judging(), null, task.stopAtFirstFailure());
  }
}

package dev.sce.judge.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.program.FakeRuns;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramGrader;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class SyntaxCheckTest {
  private static Languages languages;

  @BeforeAll
  static void open() throws Exception {
    languages = new Languages();
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  private static ProgramTask task() {
    Blob nothing = Blob.ofText("");
    return new ProgramTask(
        List.of(new ProgramTest("1", nothing, nothing), new ProgramTest("2", nothing, nothing)),
        ProgramTask.limits(
            Duration.ofSeconds(5), DataSize.ofMebibytes(512), DataSize.ofMebibytes(1)),
        new Judging.Compare(Checkers.TOKENS),
        null,
        false);
  }

  private static Sample sample(String language, String code) {
    return new Sample("p", 0, code, true, language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python|x = (1|raise ValueError('x = (1')",
        "python2|print 'x|raise ValueError('x')",
        "pypy|x = (1|raise ValueError('x = (1')",
        "javascript|let x = (1;|throw new Error('SyntaxError');",
        "ruby|def f(|raise 'syntax error'",
        "perl|my $x = (1;|die 'syntax error';",
        "perl|use strict; $x = 1;|use No::Such::Module;",
        "php|<?php $x = (1;|<?php exit(3);",
        "lua|x = (1|error('x = (1')",
        "r|x <- (1|stop('x')",
        "bash|if true; then|exit 2",
      })
  void whatIsNoProgramIsACompileErrorAndWhatFailsIsNot(String language, String none, String fails)
      throws InterruptedException {
    assumeThat(languages.has(language)).as("%s is installed", language).isTrue();
    ProgramGrader grader = new ProgramGrader(languages.table());

    Grade grade = languages.grade(grader.begin(task(), sample(language, none)));
    assertThat(grade.verdict()).as(grade.detail()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(languages.grade(grader.begin(task(), sample(language, fails))).verdict())
        .isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void onlyWhatAlwaysFailedIsLookedAt() {
    FakeRuns runs = new FakeRuns((_, _) -> FakeRuns.exited(0, ""));
    assertThat(runs.grade(begin()).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(runs.seen()).hasSize(1);

    int[] ran = {0};
    FakeRuns once = new FakeRuns((_, _) -> FakeRuns.exited(ran[0]++, ""));
    assertThat(once.grade(begin()).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(once.seen()).hasSize(1);
  }

  @Test
  void aCheckThatBreaksDecidesNothing() {
    FakeRuns runs = new FakeRuns((run, _) -> run == 0 ? FakeRuns.exited(1, "") : FakeRuns.killed());
    assertThat(runs.grade(begin()).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(runs.seen()).hasSize(2);

    FakeRuns faults =
        new FakeRuns((run, _) -> run == 0 ? FakeRuns.exited(1, "") : FakeRuns.fault());
    assertThat(faults.grade(begin()).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  private static dev.sce.judge.Step begin() {
    return new ProgramGrader(languages.table()).begin(task(), sample("python", "pass"));
  }
}

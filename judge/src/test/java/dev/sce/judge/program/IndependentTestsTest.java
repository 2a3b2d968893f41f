package dev.sce.judge.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.CodeExecutor;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a program leaves at one test is not there at the next; on the portable backend. */
class IndependentTestsTest {
  /** Tells how often it has run by what it has left, and then leaves what it can. */
  private static final String COUNTING =
      """
      import os
      print(sum(os.path.exists(n) for n in ['seen', os.environ['TMPDIR'] + '/seen']))
      for name in ['seen', 'usercustomize.py', 'input.py', os.environ['TMPDIR'] + '/seen']:
        open(name, 'w').close()
      for name in ['main.py', 'solution.py']:
        if os.path.exists(name):
          os.unlink(name)
      """;

  private static final LanguageTable TABLE = LanguageTable.standard();
  private static CodeExecutor executor;

  @BeforeAll
  static void open() throws IOException {
    executor =
        CodeExecutor.create(ExecutionConfig.builder().workers(2).isolation(Isolation.NONE).build());
  }

  @AfterAll
  static void close() {
    executor.close();
  }

  private static Grade grade(Step first) throws InterruptedException {
    Step step = first;
    while (step instanceof Step.Run run) {
      List<ExecutionResult> results = new ArrayList<>();
      for (Executable program : run.programs()) {
        results.add(executor.execute(program));
      }
      step = run.then().apply(results);
    }
    return ((Step.Done) step).grade();
  }

  private static ProgramTask task(Judging judging) {
    List<ProgramTest> tests =
        IntStream.range(0, 3)
            .mapToObj(i -> new ProgramTest("" + i, Blob.ofText(i + "\n"), Blob.ofText("0\n")))
            .toList();
    return new ProgramTask(
        tests,
        ProgramTask.limits(
            Duration.ofSeconds(5), DataSize.ofMebibytes(512), DataSize.ofMebibytes(8)),
        judging,
        "python",
        false);
  }

  private static Sample sample(String language, String code) {
    return new Sample("p", 0, code, true, language);
  }

  @Test
  void programsOfContestsFindNothingOfTheirFormerSelves() throws Exception {
    Grade grade =
        grade(
            new ProgramGrader(TABLE)
                .begin(task(new Judging.Compare(Checkers.TOKENS)), sample("python", COUNTING)));
    assertThat(grade.detail()).isNull();
    assertThat(grade.passed()).isTrue();
  }

  @Test
  void aCompiledProgramThatRemovesItselfIsThereAtTheNextTest() throws Exception {
    String code =
        """
        #include <stdio.h>
        int main(void) { puts(remove("program") == 0 && remove("main.c") == 0 ? "0" : "1"); }
        """;
    Grade grade =
        grade(
            new ProgramGrader(TABLE)
                .begin(task(new Judging.Compare(Checkers.TOKENS)), sample("c", code)));
    assertThat(grade.detail()).isNull();
    assertThat(grade.passed()).isTrue();
  }

  @Test
  void classFilesOfTheCompilerAreBroughtBack() throws Exception {
    String code =
        """
        import java.nio.file.*;
        public class Solution {
          static class Part { static int zero() { return 0; } }
          public static void main(String[] args) throws Exception {
            System.out.println(Part.zero());
            Files.delete(Path.of("Solution$Part.class"));
            Files.delete(Path.of("Solution.class"));
          }
        }
        """;
    Grade grade =
        grade(
            new ProgramGrader(TABLE)
                .begin(task(new Judging.Compare(Checkers.TOKENS)), sample("java", code)));
    assertThat(grade.detail()).isNull();
    assertThat(grade.passed()).isTrue();
  }

  @Test
  void programsOnStandardInputFindNothingOfTheirFormerSelves() throws Exception {
    List<ProgramTest> tests =
        IntStream.range(0, 3).mapToObj(i -> ProgramTest.ofText("" + i, i + "\n", "0\n")).toList();
    StdinTask task = new StdinTask("", tests, PublishedChecker.TEXT, StdinSettings.DEFAULT);
    Grade grade = grade(new StdinGrader().begin(task, sample("python3", COUNTING)));
    assertThat(grade.detail()).isNull();
    assertThat(grade.passed()).isTrue();
  }
}

package dev.sce.judge.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.LimitOverrides;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.Sample;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramGraderTest {
  @Test
  void languagesThatAUserAddsAreKnown(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("languages.json"),
            """
            {"languages": [{"id": "mine", "extensions": ["mine"], "source": "main.mine",
              "run": ["cat", "{source}"], "version": ["cat", "--version"]}]}
            """);
    LanguageTable table = LanguageTable.standard().with(file);
    ProgramTask task =
        new ProgramTask(
            List.of(new ProgramTest("1", Blob.EMPTY, Blob.ofText("x"))),
            LimitOverrides.NONE,
            new Judging.Compare(Checkers.TOKENS),
            "mine",
            true,
            ProgramRules.NONE);
    Sample sample = new Sample("a", 0, "x", true, null);
    ProgramGrader grader = new ProgramGrader(LanguageTable.standard());

    assertThat(grader.language(task, sample)).isEmpty();
    assertThat(
            grader
                .with(new GraderSettings(table, JudgeProcess.APART, false))
                .language(task, sample)
                .map(Language::id))
        .contains("mine");
  }
}

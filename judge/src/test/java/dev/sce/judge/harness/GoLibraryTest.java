package dev.sce.judge.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.language.Languages;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Samples in Go, whose standard library was compiled before. */
@Tag("slow")
class GoLibraryTest {
  private static final LimitOverrides LIMITS =
      LimitOverrides.NONE
          .withWallTime(Duration.ofSeconds(6))
          .withMemory(DataSize.ofGibibytes(1))
          .withOutput(DataSize.ofMebibytes(1))
          .withMaxProcesses(64)
          .withFileSize(DataSize.ofMebibytes(16));

  private static final String PROMPT = "func Twice(x int) int {\n";

  private static final String TESTS =
      """
      func TestTwice(t *testing.T) {
          assert := assert.New(t)
          assert.Equal(4, Twice(2))
      }
      """;

  private static final String HEADER =
      """
      package main
      import (
        "testing"
        "github.com/stretchr/testify/assert"
      )
      """;

  @Test
  void aRunningSampleFindsNothingOfTheLibraryAndSpoilsItForNobody() throws Exception {
    try (Languages languages = new Languages()) {
      languages.require("go");
      HarnessGrader grader = new HarnessGrader(languages.table());
      HarnessTask task = new HarnessTask("go", PROMPT, TESTS, false, HEADER, null, LIMITS);
      for (String name : new String[] {"_library", "library.tar"}) {
        String code =
            "import \"os\"\n"
                + PROMPT
                + "if _, err := os.Stat(\"NAME\"); err == nil { return 0 }\n".replace("NAME", name)
                + "os.WriteFile(\"NAME\", []byte(\"spoilt\"), 0644)\n".replace("NAME", name)
                + "return 2 * x\n}\n";
        Sample sample = new Sample("test/0", 0, code, true, null);
        Grade grade = languages.grade(grader.begin(task, sample));
        assertThat(grade.passed()).as(grade.verdict() + ": " + grade.detail()).isTrue();
      }
    }
  }
}

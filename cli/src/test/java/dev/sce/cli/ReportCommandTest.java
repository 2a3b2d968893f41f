package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.testkit.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation that writes its page, and pages of it written later. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class ReportCommandTest {
  @TempDir static Path directory;

  private static Cli.Finished evaluation;

  @BeforeAll
  static void evaluate() throws Exception {
    Files.writeString(
        directory.resolve("problems.jsonl"),
        "{\"id\":\"p\",\"type\":\"assert\",\"prompt\":\"\",\"tests\":[\"assert f(1) == 2\"]}\n");
    Files.writeString(
        directory.resolve("samples.jsonl"),
        """
        {"task_id":"p","solution":"def f(x):\\n    return x + 1"}
        {"task_id":"p","solution":"def f(x):\\n    return x"}
        """);
    evaluation =
        sce(
            "eval",
            "jsonl",
            "--problems",
            "problems.jsonl",
            "--samples",
            "samples.jsonl",
            "-o",
            "out",
            "--report",
            "pages/first.html");
  }

  private static Cli.Finished sce(String... arguments) throws Exception {
    return Cli.run(directory, arguments);
  }

  @Test
  void anEvaluationWritesItsPage() {
    assertThat(evaluation.status()).as(evaluation.stderr()).isZero();
    assertThat(evaluation.stderr())
        .contains("sce: wrote pages/first.html: 2 samples, messages and programs of 2");
    assertThat(directory.resolve("pages/first.html"))
        .content()
        .contains("<p class=\"big\">0.500</p>", "sce eval jsonl --samples samples.jsonl");
  }

  @Test
  void thePageCanBeWrittenLaterAndHasADefaultName() throws Exception {
    Cli.Finished finished = sce("report", "out");
    assertThat(finished.status()).as(finished.stderr()).isZero();
    assertThat(finished.stdout()).isEmpty();
    assertThat(directory.resolve("report.html")).content().contains("<p class=\"big\">0.500</p>");
  }

  @Test
  void aPageWithoutProgramsIsWrittenWithAWarning() throws Exception {
    Cli.Finished finished = sce("report", "out", "-o", "without.html", "--samples", "gone.jsonl");
    assertThat(finished.status()).isZero();
    assertThat(finished.stderr())
        .contains("WARNING: the page has no programs: no such file: gone.jsonl");
    assertThat(directory.resolve("without.html")).exists();
  }

  @Test
  void whatIsWrongIsNamedWithTheRemedy() throws Exception {
    assertRefused("no such directory: none", "report", "none");
    assertRefused("-o must be a file, but out is a directory", "report", "out", "-o", "out");
    assertRefused("-o must be a file; a page is opened from one", "report", "out", "-o", "-");
    Path empty = Files.createDirectories(directory.resolve("empty"));
    assertRefused("empty has no results.jsonl", "report", empty.getFileName().toString());
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::toString).toList()).noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  private static void assertRefused(String message, String... arguments) throws Exception {
    Cli.Finished finished = sce(arguments);
    assertThat(finished.status()).as(List.of(arguments).toString()).isEqualTo(ExitCode.USAGE);
    assertThat(finished.stderr()).contains(message);
  }
}

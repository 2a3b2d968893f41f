package dev.sce.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.testkit.LeakCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the README and the page about {@code sce run} show is what happens. */
@ExtendWith(LeakCheck.class)
class ReadmeTest {
  private static final String README = "README.md";
  private static final String RUN = "docs/run.md";

  @Test
  void sixLinesAreThoseOfTheSource() throws Exception {
    String source = Documents.read("examples/src/main/java/dev/sce/examples/SixLines.java");
    String marked = Documents.between(source, "// README begin\n", "    // README end");
    assertThat(Documents.blocks(README, "java").getFirst())
        .isEqualTo(marked.replaceAll("(?m)^    ", ""))
        .hasLineCount(6);
  }

  @Test
  void sixLinesPrintWhatIsShown() throws Exception {
    String printed = Documents.printed(() -> SixLines.main(new String[0]));
    assertThat(Documents.blocks(README, "text")).contains(printed);
  }

  @Test
  void commandPrintsTheRowsShown() throws Exception {
    String rows = Documents.blocks(RUN, "json").getFirst();
    assertThat(normalised(runQuickStart())).isEqualTo(normalised(rows));
  }

  /** The README leaves out fields and lays the row out; every line of it is in the row. */
  @Test
  void shortenedRowIsTakenFromTheFirstRow() throws Exception {
    String row =
        normalised(Documents.blocks(RUN, "json").getFirst().lines().findFirst().orElse(""));
    String shown = Documents.blocks(README, "json").getFirst();
    assertThat(shown.lines().map(ReadmeTest::compact).map(ReadmeTest::normalised))
        .hasSizeGreaterThan(10)
        .allSatisfy(line -> assertThat(row).contains(line));
  }

  @Test
  void readmeShowsTheCommandThatPrintsTheRows() throws Exception {
    assertThat(Documents.blocks(README, "sh").getFirst())
        .isEqualTo(Documents.blocks(RUN, "sh").getFirst());
  }

  private static String compact(String line) {
    return line.strip().replace("\": ", "\":").replaceAll(",$", "");
  }

  private static String runQuickStart() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        List.of(
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.sce.cli.Main",
            "run",
            "examples/quickstart/predictions.jsonl");
    Process process =
        new ProcessBuilder(command)
            .directory(Documents.ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }

  /** Replaces what differs from run to run and machine to machine: times, memory, cgroups. */
  private static String normalised(String rows) {
    return rows.replaceAll("\\d+\\.\\d{6}", "TIME")
        .replaceAll("\"enforcement\":\"[^\"]+\"", "\"enforcement\":HOW")
        .replaceAll("\"(cpu_time|peak_memory_bytes)\":[^,]+", "\"$1\":SEEN");
  }
}

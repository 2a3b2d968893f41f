package dev.sce.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.judge.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's script, by itself and in Chromium; src/test/page/README.md says what that takes. */
@Tag("slow")
class PageInBrowserTest {
  private static final Path SCRIPTS = Path.of("src/test/page");
  private static final String PROGRAM = "def f(x):\n    return x - 1\n";

  /** What a page of 100,000 samples may take. */
  private static final long MOST_BYTES = 15_000_000;

  @TempDir static Path folder;

  @BeforeAll
  static void nodeIsThere() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "node")));
    assumeTrue(there, "there is no node, which runs the page's script");
  }

  private static String node(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", SCRIPTS.resolve(script).toString()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile(folder, "said", "");
    Process node =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      int status = node.waitFor();
      assertThat(status).as(Files.readString(said)).isZero();
      return Files.readString(said);
    } finally {
      node.destroyForcibly();
    }
  }

  @Test
  void thePartsOfTheScriptThatNeedNoBrowserWork() throws Exception {
    assertThat(node("pure.cjs")).contains("ok: a filter combines its words");
  }

  @Test
  void pagesWorkInChromium() throws Exception {
    page("small", 40, 10);
    page("large", 100_000, 1000);
    assertThat(Files.size(folder.resolve("large.html"))).isLessThan(MOST_BYTES);
    Path hostile = Files.createDirectory(folder.resolve("of-hostile"));
    Evaluation.page(Hostile.in(new Evaluation(hostile)).write(), folder.resolve("hostile.html"));
    String said = node("check.cjs", folder.toString());
    assumeTrue(!said.startsWith("skipped: "), said.strip());
    assertThat(said).contains("ok: hostile texts stay texts", "ok: 100,000 samples");
  }

  private static void page(String name, int samples, int problems) throws IOException {
    Evaluation evaluation =
        new Evaluation(Files.createDirectory(folder.resolve("of-" + name)))
            .condition("timeout", "PT10S");
    for (int i = 0; i < samples; i++) {
      String problem = "tree/" + i / 4 % problems;
      switch (i % 4) {
        case 0 -> evaluation.add(problem, Verdict.PASSED, PROGRAM + "# " + i, null);
        case 3 -> evaluation.add(problem, Verdict.TIMED_OUT, PROGRAM + "# " + i, null);
        default ->
            evaluation.add(
                problem,
                Verdict.FAILED,
                PROGRAM + "# " + i,
                "expected [1, 2, 3], got [1, 7, 3]",
                List.of(
                    Evaluation.test("t1", Verdict.PASSED, null),
                    Evaluation.test("t2", Verdict.FAILED, "File \"solution.py\", line 2")));
      }
    }
    Evaluation.page(evaluation.write(), folder.resolve(name + ".html"));
  }
}

package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Small evaluations, compared by the command. */
class CompareCommandTest {
  @TempDir Path folder;

  private Cli.Finished compare(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    int status;
    try {
      status =
          Main.run(
              Stream.concat(
                      Stream.of("compare"),
                      Stream.of(args)
                          .map(arg -> arg.startsWith("-") ? arg : folder.resolve(arg).toString()))
                  .toArray(String[]::new));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return new Cli.Finished(
        status, printed.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8));
  }

  private static String row(int index, String taskId, String verdict) {
    return Json.MAPPER
            .createObjectNode()
            .put("index", index)
            .put("task_id", taskId)
            .put("known_problem", true)
            .put("verdict", verdict)
        + "\n";
  }

  private void write(String name, String rows) throws IOException {
    write(name, rows, "{\"dataset\":\"jsonl\",\"isolation\":\"none\"}");
  }

  private void write(String name, String rows, String run) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(name));
    Files.writeString(directory.resolve("results.jsonl"), rows);
    Files.writeString(directory.resolve("run.json"), run);
    Files.writeString(directory.resolve("metrics.json"), "{\"pass_at_k\":[{\"k\":1}]}");
  }

  /** Writes an evaluation of 40 problems of which the first ones pass. */
  private void passing(String name, int passed) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append(row(i, "p" + i, i < passed ? "PASSED" : "TIMED_OUT"));
    }
    write(name, rows.toString());
  }

  private static String firstLine(Cli.Finished finished) {
    return finished.stdout().lines().findFirst().orElse("");
  }

  @Test
  void theFirstLineSaysWhichIsBetterAndHowSurelySo() throws IOException {
    passing("one", 10);
    passing("two", 35);

    Cli.Finished finished = compare("one", "two");

    assertThat(finished.status()).isZero();
    assertThat(finished.stderr()).isEmpty();
    assertThat(firstLine(finished))
        .startsWith("B (")
        .contains("two) is better than A (")
        .contains("it passes 62.5 points more of the problems (95% interval ")
        .endsWith(", p < 0.0001).");
    assertThat(finished.stdout())
        .contains("both 10, only A 0, only B 25, neither 5")
        .contains("fixed 25: fail in A, pass in B (TIMED_OUT 25)")
        .contains("  p10  TIMED_OUT -> PASSED")
        .contains("and 5 more (--all)")
        .contains("broken 0:");
    assertThat(firstLine(compare("two", "one")))
        .contains(" is worse than ")
        .contains("62.5 points fewer of the problems");
  }

  @Test
  void whyAProblemFailsIsSaidOnItsLine() throws IOException {
    write("one", row(0, "p", "PASSED"));
    String why = "IndexError:\\n\\u001b[2Jlist index " + "x".repeat(200);
    write("two", row(0, "p", "RUNTIME_ERROR").replace("}", ",\"detail\":\"" + why + "\"}"));

    assertThat(compare("one", "two").stdout())
        .contains("  p  PASSED -> RUNTIME_ERROR  IndexError:  [2Jlist index xxx")
        .contains("x…")
        .doesNotContain("\u001b");
  }

  @Test
  void allListsEveryProblem() throws IOException {
    passing("one", 10);
    passing("two", 35);

    assertThat(compare("one", "two", "--all").stdout())
        .contains("  p34  ")
        .doesNotContain("more (");
  }

  @Test
  void aSmallDifferenceIsNotCalledOne() throws IOException {
    passing("one", 20);
    passing("two", 22);

    String line = firstLine(compare("one", "two"));

    assertThat(line)
        .startsWith("No difference between A (")
        .contains("can be told: B passes 5.0 points more of the problems (95% interval -")
        .contains("p = 0.5000); with 40 problems, a difference below 9.8 points may go unseen.");
  }

  @Test
  void equalEvaluationsShowNoDifference() throws IOException {
    passing("one", 20);
    passing("two", 20);

    assertThat(firstLine(compare("one", "two")))
        .contains("B passes as many of the problems")
        .contains("p = 1.0000); none of the 40 problems differs.");
  }

  @Test
  void severalSamplesAreRates() throws IOException {
    StringBuilder one = new StringBuilder();
    StringBuilder two = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      one.append(row(2 * i, "p" + i, "FAILED")).append(row(2 * i + 1, "p" + i, "PASSED"));
      two.append(row(2 * i, "p" + i, i < 20 ? "PASSED" : "FAILED"));
      two.append(row(2 * i + 1, "p" + i, "PASSED"));
    }
    write("one", one.toString());
    write("two", two.toString());

    Cli.Finished finished = compare("one", "two");

    assertThat(firstLine(finished)).contains("its pass@1 is 25.0 points higher (95% interval ");
    assertThat(finished.stdout())
        .contains("sign flips exact")
        .contains("bootstrap over problems")
        .contains("changed 20: largest change first")
        .contains("  p0   1/2 (FAILED 1) -> 2/2");
  }

  @Test
  void groupsHaveALineForEachLabel() throws IOException {
    String easy = ",\"groups\":{\"difficulty\":\"easy\"}}";
    String hard = ",\"groups\":{\"difficulty\":\"hard\"}}";
    write(
        "one", row(0, "p", "PASSED").replace("}", easy) + row(1, "q", "FAILED").replace("}", hard));
    write(
        "two", row(0, "p", "PASSED").replace("}", easy) + row(1, "q", "PASSED").replace("}", hard));

    assertThat(compare("one", "two").stdout())
        .contains("difficulty   easy  1 problem  A 1.0000, B 1.0000, difference +0.0000")
        .contains("             hard  1 problem  A 0.0000, B 1.0000, difference +1.0000");
  }

  @Test
  void jsonHasTheNumbers() throws IOException {
    passing("one", 10);
    passing("two", 35);

    JsonNode json = Json.MAPPER.readTree(compare("one", "two", "--json").stdout());

    assertThat(json.get("conclusion").asString()).isEqualTo("b_better");
    assertThat(json.get("fixed")).hasSize(25);
    assertThat(compare("one", "two", "--json", "--all").stderr())
        .contains("--json prints all problems anyway; leave out --all");
  }

  @Test
  void aRegressionFailsOnlyWhenAskedAndShown() throws IOException {
    passing("good", 35);
    passing("worse", 10);
    passing("similar", 33);

    assertThat(compare("good", "worse").status()).isZero();
    assertThat(compare("good", "worse", "--fail-on-regression").status()).isEqualTo(4);
    assertThat(compare("worse", "good", "--fail-on-regression").status()).isZero();
    assertThat(compare("good", "similar", "--fail-on-regression").status()).isZero();
    assertThat(compare("good", "similar", "worse", "--fail-on-regression").status()).isEqualTo(4);
    assertThat(compare("worse", "similar", "good", "--fail-on-regression").status()).isZero();
  }

  @Test
  void moreThanTwoAreAMatrix() throws IOException {
    passing("one", 10);
    passing("two", 33);
    passing("three", 35);

    Cli.Finished finished = compare("one", "two", "three");

    assertThat(firstLine(finished))
        .startsWith("C (")
        .endsWith("three) is better than A; no difference from B can be told.");
    assertThat(finished.stdout())
        .contains("corrected for 3 pairs (Holm)")
        .contains("+62.5*")
        .contains("-5.0 ");
    JsonNode json = Json.MAPPER.readTree(compare("one", "two", "three", "--json").stdout());
    assertThat(json.get("evaluations")).hasSize(3);
    passing("four", 35);
    assertThat(firstLine(compare("two", "three", "four")))
        .startsWith("No evaluation is shown to be the best: ");
  }

  @Test
  void whatMakesAComparisonDoubtfulIsSaid() throws IOException {
    write("one", row(0, "p", "PASSED") + row(1, "q", "PASSED") + row(2, "q", "SANDBOX_FAULT"));
    write(
        "two",
        row(0, "p", "PASSED") + row(1, "r", "FAILED"),
        "{\"dataset\":\"jsonl\",\"isolation\":\"none\",\"timeout\":\"PT2S\"}");
    Files.delete(folder.resolve("two/metrics.json"));

    Cli.Finished finished = compare("one", "two");

    assertThat(finished.status()).isZero();
    assertThat(finished.stderr())
        .contains("two has not finished")
        .contains("1 of 3 samples of ")
        .contains("two has no samples for 1 problem: q")
        .contains("one has no samples for 1 problem: r")
        .contains("compared are only the 1 problem that both have judged")
        .contains("different conditions, which may explain a difference: timeout not given and");
    assertThat(firstLine(finished)).endsWith("They were judged under different conditions.");
    assertThat(finished.stdout())
        .contains("1 compared, 1 only in A, 1 only in B")
        .contains("differ: timeout not given and 'PT2S'");
  }

  @Test
  void namesOfProblemsCannotActOnATerminal() throws IOException {
    String hostile = "p\u001b[31m\n\u202e";
    write("one", row(0, hostile, "PASSED"));
    write("two", row(0, hostile, "FAILED"));

    assertThat(compare("one", "two").stdout())
        .contains("  p [31m    PASSED -> FAILED")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
    JsonNode json = Json.MAPPER.readTree(compare("one", "two", "--json").stdout());
    assertThat(json.at("/broken/0/task_id").asString()).isEqualTo(hostile);
  }

  private void refused(String message, String... args) {
    Cli.Finished finished = compare(args);
    assertThat(finished.status()).as(finished.stderr()).isEqualTo(ExitCode.USAGE);
    assertThat(finished.stderr()).startsWith("sce: ").contains(message);
    assertThat(finished.stdout()).isEmpty();
  }

  @Test
  void whatCannotBeComparedIsNamedWithTheRemedy() throws IOException {
    String good = row(0, "p", "PASSED");
    write("good", good);
    Files.writeString(folder.resolve("rows.jsonl"), "{\"index\":0,\"outcome\":\"OK\"}\n");
    Files.createDirectories(folder.resolve("nothing"));
    write("empty", "");
    write("torn", good + "{\"index\":1,\"task");
    write("run", "{\"index\":0,\"id\":1,\"outcome\":\"OK\",\"command_results\":[]}\n");
    write("other", row(0, "x", "PASSED"));
    write("mbpp", good, "{\"dataset\":\"mbpp\"}");
    write("unjudged", row(0, "p", "SANDBOX_FAULT"));

    refused("a second directory is missing", "good");
    refused("no such directory: ", "good", "absent");
    refused("is a file; name the directory that 'sce eval -o' wrote", "good", "rows.jsonl");
    refused("has no results.jsonl; name a directory that 'sce eval -o' wrote", "good", "nothing");
    refused("results.jsonl is empty: no sample was judged yet", "good", "empty");
    refused("results.jsonl:2: the last line is cut off; finish the evaluation", "good", "torn");
    refused("results.jsonl:1: it is a row of 'sce run'", "good", "run");
    refused("no problem was judged in both: ", "good", "other");
    refused("name evaluations of one data set", "good", "mbpp");
    refused("none of its 1 samples has a judgement", "good", "unjudged");
    refused("are the same directory; name two evaluations", "good", "good");
  }
}

package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Codeforces and CodeContests+ from rows to scores. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class CheckedSetsCommandTest {
  private static final Path EXAMPLES = Path.of("../examples/eval").toAbsolutePath().normalize();
  private static final Path CODEFORCES = EXAMPLES.resolve("codeforces/problems.jsonl");
  private static final Path PLUS = EXAMPLES.resolve("code-contests-plus/problems.jsonl");

  @TempDir Path directory;

  private Cli.Finished eval(String set, Path problems, Path samples, String... more)
      throws Exception {
    List<String> args = new ArrayList<>(List.of("eval", set, "--problems", problems.toString()));
    args.addAll(List.of("--samples", samples.toString(), "-o", "out"));
    args.addAll(List.of(more));
    return Cli.run(directory, args.toArray(new String[0]));
  }

  private JsonNode row(int index) throws IOException {
    return Cli.rows(directory.resolve("out/results.jsonl")).get(index);
  }

  private String verdict(int index) throws IOException {
    return row(index).get("verdict").asString();
  }

  @Test
  void theExampleOfCodeforcesIsJudged() throws Exception {
    Cli.Finished finished =
        eval("codeforces", CODEFORCES, EXAMPLES.resolve("codeforces/samples.jsonl"));

    assertThat(finished.status()).as(finished.stderr()).isEqualTo(3);
    assertThat(finished.stderr())
        .contains("sce: 3 problems usable, 1 unusable: 1 interactive\n")
        .contains("problems.jsonl:4: interactive: ");
    assertThat(verdict(0)).isIn("PASSED", "MISSING_INFO"); // C++
    assertThat(List.of(verdict(1), verdict(2), verdict(3), verdict(4), verdict(5)))
        .containsExactly("FAILED", "PASSED", "JUDGE_CRASHED", "PASSED", "MISSING_INFO");
  }

  @Test
  void furtherTestsAreRunAndPartOfWhatARunIs() throws Exception {
    ObjectNode problem =
        (ObjectNode) Json.MAPPER.readTree(Files.readString(CODEFORCES).lines().findFirst().get());
    problem.put("generated_tests", 1);
    Path problems = Files.writeString(directory.resolve("p.jsonl"), problem + "\n");
    Path samples =
        Files.writeString(
            directory.resolve("s.jsonl"),
            "{\"id\":\"9001/A\",\"code\":\"a, b = map(int, input().split())\\nprint(a + b)\"}\n");

    Cli.Finished official = eval("codeforces", problems, samples);
    assertThat(official.status()).as(official.stderr()).isZero();
    assertThat(official.stderr()).contains("1 problems lack tests").contains("--more-tests");
    assertThat(row(0).get("tests").size()).isEqualTo(2);

    Files.writeString(
        Files.createDirectories(directory.resolve("more")).resolve("test_cases_9001.parquet"),
        "{\"problem_id\":\"9001/A\",\"input\":\"1 1\",\"output\":\"3\"}\n");
    Cli.Finished resumed =
        eval("codeforces", problems, samples, "--more-tests", "more", "--resume");
    assertThat(resumed.status()).isEqualTo(ExitCode.USAGE);
    assertThat(resumed.stderr()).contains("more_tests_hash was not given");
    Files.move(directory.resolve("out"), directory.resolve("official"));
    Cli.Finished all = eval("codeforces", problems, samples, "--more-tests", "more");
    assertThat(all.status()).as(all.stderr()).isZero();
    assertThat(all.stderr()).doesNotContain("lack");
    assertThat(row(0).get("tests").get(2).get("name").asString()).isEqualTo("generated/0");
    assertThat(verdict(0)).isEqualTo("FAILED");
  }

  @Test
  void submissionsOfCodeContestsPlusGetTheirKnownVerdicts() throws Exception {
    Cli.Finished finished = eval("code-contests-plus", PLUS, PLUS);

    // Without g++ the problem with a checker cannot be judged.
    if (finished.status() == 0) {
      assertThat(finished.stdout())
          .contains("authors      6 of 6 submissions got the verdict of their author\n");
    }
    assertThat(row(5).get("submission").asString()).isEqualTo("incorrect/0");
    assertThat(row(5).get("expected").toString()).isEqualTo("[\"rejected\"]");
    assertThat(row(5).get("as_expected").asBoolean()).isTrue();
  }

  @Test
  void referenceSolutionsPass() throws Exception {
    Cli.Finished finished = eval("code-contests-plus", PLUS, Path.of("canonical"));

    assertThat(finished.stderr()).doesNotContain("WARNING: 3");
    assertThat(Cli.rows(directory.resolve("out/results.jsonl"))).hasSize(3);
    assertThat(verdict(2)).isEqualTo("PASSED");
  }

  @Test
  void withoutTestlibNothingRunsAndTheOptionIsNamed() throws Exception {
    Path problems =
        Files.writeString(
            directory.resolve("p.jsonl"),
            "{\"id\":\"1\",\"test_cases\":[{\"input\":\"\",\"output\":\"\"}],"
                + "\"checker\":\"#include \\\"testlib.h\\\"\\nint main(int argc, char **argv) {"
                + " return verdict(argv[2]); }\"}\n");
    Path samples =
        Files.writeString(
            directory.resolve("s.jsonl"), "{\"id\":\"1\",\"code\":\"print('right')\"}\n");

    Cli.Finished refused = eval("code-contests-plus", problems, samples);
    assertThat(refused.status()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.stderr())
        .startsWith("sce: ")
        .contains("p.jsonl:1: field 'checker' includes testlib.h")
        .contains("--testlib FILE");
    assertThat(directory.resolve("out/results.jsonl")).doesNotExist();

    Path header =
        Files.writeString(
            directory.resolve("testlib.h"),
            "#include <fstream>\n#include <string>\nint verdict(const char *name) { std::string w;"
                + " std::ifstream(name) >> w; return w == \"right\" ? 0 : 1; }\n");
    Cli.Finished judged =
        eval("code-contests-plus", problems, samples, "--testlib", header.toString());
    assertThat(verdict(0)).as(judged.stderr()).isIn("PASSED", "MISSING_INFO");
  }
}

package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sce.json.Json;
import dev.sce.testkit.LeakCheck;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** Two problems, with samples that pass, fail and are none. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class ExportCommandTest {
  private static final String PROBLEMS =
      """
      {"id":"p|1","type":"assert","prompt":"def f(x):\\n","tests":["assert f(1) == 2"]}
      {"id":"p2","question_id":"p2","contest_date":"2024-05-01","type":"assert","prompt":"def f(x):\\n","tests":["assert f(2) == 3"]}
      """;
  private static final String HOSTILE = "<b>&\"]]>|`";
  private static final String SAMPLES =
      """
      {"task_id":"p|1","completion":"    return x + 1"}
      {"task_id":"p2","solution":"def f(x):\\n    return x + 1"}
      {"task_id":"p|1","completion":"    raise ValueError('%s' + chr(27) + '[31m' + chr(0))"}
      {"task_id":"p2"}
      {"task_id":"p2","solution":"def f(x):\\n    return x"}
      """
          .formatted(HOSTILE.replace("\"", "\\\""));

  @TempDir static Path original;

  @TempDir Path directory;

  @BeforeAll
  static void evaluate() throws Exception {
    Files.writeString(original.resolve("problems.jsonl"), PROBLEMS);
    Files.writeString(original.resolve("samples.jsonl"), SAMPLES);
    Cli.Finished finished =
        Cli.run(
            original,
            "eval",
            "jsonl",
            "--problems",
            "problems.jsonl",
            "--samples",
            "samples.jsonl",
            "-o",
            "out");
    assertThat(finished.status()).as(finished.stderr()).isEqualTo(3);
  }

  @BeforeEach
  void copy() throws Exception {
    Files.createDirectory(directory.resolve("out"));
    for (String name :
        List.of(
            "problems.jsonl",
            "samples.jsonl",
            "out/results.jsonl",
            "out/run.json",
            "out/metrics.json")) {
      Files.copy(original.resolve(name), directory.resolve(name));
    }
  }

  private Cli.Finished export(String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("export", "out", "--format"));
    args.addAll(List.of(more));
    return Cli.run(directory, args.toArray(new String[0]));
  }

  private JsonNode json(String format) throws Exception {
    Cli.Finished finished = export(format);
    assertThat(finished.stderr()).contains("1 sample without judgement left out");
    assertThat(finished.status()).isEqualTo(3);
    return Json.MAPPER.readTree(finished.stdout());
  }

  @Test
  void humanEvalHasALineForEachJudgedSampleInTheirOrder() throws Exception {
    Cli.Finished finished = export("human-eval");

    assertThat(finished.status()).isEqualTo(3);
    assertThat(finished.rows()).hasSize(4);
    JsonNode first = finished.rows().getFirst();
    assertThat(first.get("task_id").asString()).isEqualTo("p|1");
    assertThat(first.get("completion").asString()).isEqualTo("    return x + 1");
    assertThat(first.get("result").asString()).isEqualTo("passed");
    assertThat(first.get("passed").asBoolean()).isTrue();
    assertThat(finished.rows().get(1).has("solution")).isTrue();
    assertThat(finished.rows().get(2).get("result").asString()).startsWith("failed: ");
    assertThat(finished.rows().get(3).get("passed").asBoolean()).isFalse();
  }

  @Test
  void rowsInTheOrderInWhichTheyFinishedAreExportedInTheOrderOfTheSamples() throws Exception {
    String before = export("human-eval").stdout();
    Path results = directory.resolve("out/results.jsonl");
    List<String> rows = new ArrayList<>(Files.readAllLines(results));
    Collections.reverse(rows);
    Files.write(results, rows);

    assertThat(export("human-eval").stdout()).isEqualTo(before);
  }

  @Test
  void evalplusHasAStatusAndTheWholeProgramOfEachSample() throws Exception {
    JsonNode samples = json("evalplus").get("eval").get("p|1");

    assertThat(samples).hasSize(2);
    assertThat(samples.get(0).get("solution").asString()).isEqualTo("def f(x):\n    return x + 1");
    assertThat(samples.get(0).get("base_status").asString()).isEqualTo("pass");
    assertThat(samples.get(0).get("plus_status").isNull()).isTrue();
    assertThat(samples.get(1).get("base_status").asString()).isEqualTo("fail");
    assertThat(json("evalplus").get("pass_at_k").get("base").get("pass@1").asDouble())
        .isEqualTo(0.5);
  }

  @Test
  void evalplusTellsBaseFromFurtherInputsAlsoOfSamplesThatWereNotRunAgain() throws Exception {
    Files.writeString(
        directory.resolve("plus.jsonl"),
        """
        {"task_id":"HumanEval/0","prompt":"def f(x):\\n","entry_point":"f","canonical_solution":"    return x","base_input":[[1]],"plus_input":[[-1]],"atol":0}
        """);
    Files.writeString(
        directory.resolve("three.jsonl"),
        """
        {"task_id":"HumanEval/0","completion":"    return abs(x)"}
        {"task_id":"HumanEval/0","completion":"    return ("}
        {"task_id":"HumanEval/0","completion":"    return abs(x)"}
        """);
    Cli.Finished evaluated =
        Cli.run(
            directory,
            "eval",
            "humaneval-plus",
            "--problems",
            "plus.jsonl",
            "--samples",
            "three.jsonl",
            "--dedupe",
            "-o",
            "plus");
    assertThat(evaluated.status()).as(evaluated.stderr()).isZero();

    JsonNode results =
        Json.MAPPER.readTree(Cli.run(directory, "export", "plus", "--format", "evalplus").stdout());
    JsonNode samples = results.at("/eval/HumanEval~10");
    for (int ran : List.of(0, 2)) {
      assertThat(samples.get(ran).get("base_status").asString()).isEqualTo("pass");
      assertThat(samples.get(ran).get("plus_status").asString()).isEqualTo("fail");
      assertThat(samples.get(ran).get("plus_fail_tests").toString()).isEqualTo("[0]");
    }
    assertThat(samples.get(1).get("plus_status").asString()).isEqualTo("fail");
    assertThat(results.at("/pass_at_k/base/pass@1").asDouble()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(results.at("/pass_at_k/plus/pass@1").asDouble()).isZero();
  }

  @Test
  void otherProblemsThanThoseThatWereJudgedAreRefused() throws Exception {
    Files.writeString(
        directory.resolve("problems.jsonl"), PROBLEMS.replace("def f(x)", "def f(x, y=1)"));

    assertThat(export("human-eval").stderr())
        .contains("problems.jsonl does not hold the problems that were judged");
  }

  @Test
  void deviceIsWrittenToAndNotReplaced() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("null"), Path.of("/dev/null"));

    assertThat(export("junit", "-o", "null").status()).isZero();
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void bigcodebenchSaysWhatFailed() throws Exception {
    JsonNode samples = json("bigcodebench").get("eval").get("p2");

    assertThat(samples.get(0).get("status").asString()).isEqualTo("pass");
    assertThat(samples.get(0).get("details")).isEmpty();
    assertThat(samples.get(1).get("status").asString()).isEqualTo("fail");
    assertThat(samples.get(1).get("details")).isNotEmpty();
  }

  @Test
  void lcbHasAListOfVerdictsForEachProblem() throws Exception {
    Cli.Finished finished = export("lcb");
    JsonNode problem = Json.MAPPER.readTree(finished.stdout()).get(1);

    assertThat(problem.get("question_id").asString()).isEqualTo("p2");
    assertThat(problem.get("contest_date").asString()).isEqualTo("2024-05-01");
    assertThat(problem.get("graded_list").toString()).isEqualTo("[true,false]");
    assertThat(problem.get("code_list")).hasSize(2);
    assertThat(problem.get("pass@1").asDouble()).isEqualTo(0.5);
  }

  @Test
  void multiplEHasAFileForEachProblem() throws Exception {
    assertThat(export("multipl-e").stderr()).contains("-o DIR is missing");
    assertThat(export("multipl-e", "-o", "files").status()).isEqualTo(3);

    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(directory.resolve("files/p2.results.json.gz")))) {
      JsonNode results = Json.MAPPER.readTree(in).get("results");
      assertThat(results).hasSize(2);
      assertThat(results.get(0).get("status").asString()).isEqualTo("OK");
      assertThat(results.get(0).get("exit_code").asInt()).isZero();
      assertThat(results.get(1).get("status").asString()).isEqualTo("Exception");
    }
    assertThat(directory.resolve("files/p|1.results.json.gz")).exists();
  }

  @Test
  void lmEvalHasTheMetricsOfTheTask() throws Exception {
    JsonNode results = Json.MAPPER.readTree(export("lm-eval").stdout());

    assertThat(results.at("/results/jsonl/pass@1,none").asDouble()).isEqualTo(0.5);
    assertThat(results.at("/n-samples/jsonl/effective").asInt()).isEqualTo(2);
  }

  @Test
  void junitIsXmlWhateverProgramsSay() throws Exception {
    Cli.Finished finished = export("junit");
    assertThat(finished.status()).isZero();
    Element suite =
        (Element)
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(finished.stdout().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement()
                .getElementsByTagName("testsuite")
                .item(0);

    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(5);
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .contains("<b>&\"]]>")
        .doesNotContain("\u001b");
  }

  @Test
  void markdownWarnsAndShowsNamesAsTheyAre() throws Exception {
    Cli.Finished finished = export("markdown");

    assertThat(finished.status()).isZero();
    assertThat(finished.stdout())
        .contains("**Warning:** 1 of 5 samples have no judgement")
        .contains("| pass@1 | 0.5000 | ")
        .contains("| `p\\|1` | 1 | 2 |");
  }

  @Test
  void otherSamplesThanThoseThatWereJudgedAreRefused() throws Exception {
    Files.writeString(
        directory.resolve("other.jsonl"), SAMPLES.replace("return x + 1", "return x + 2"));
    Cli.Finished finished = export("human-eval", "--samples", "other.jsonl", "-o", "export.jsonl");

    assertThat(finished.status()).isEqualTo(2);
    assertThat(finished.stderr())
        .contains("other.jsonl:1: this is not the sample with index 0 that was judged");
    assertThat(directory.resolve("export.jsonl")).doesNotExist();

    Files.writeString(directory.resolve("few.jsonl"), SAMPLES.lines().findFirst().orElseThrow());
    assertThat(export("human-eval", "--samples", "few.jsonl").stderr())
        .contains("the samples end before the one with index 1, which the results have");
  }

  @Test
  void whatIsMissingIsNamedWithTheRemedy() throws Exception {
    assertThat(export("xml").stderr()).contains("--format must be one of human-eval, evalplus");
    assertThat(Cli.run(directory, "export", "none", "--format", "junit").stderr())
        .contains("no such directory: none");
    assertThat(Cli.run(directory, "export", "samples.jsonl", "--format", "junit").stderr())
        .contains("samples.jsonl is a file; name the directory that 'sce eval -o' wrote");
    Files.delete(directory.resolve("samples.jsonl"));
    assertThat(export("human-eval").stderr())
        .contains("no such file: samples.jsonl; name the file that was judged with --samples");
    Files.delete(directory.resolve("out/metrics.json"));
    assertThat(export("markdown").stderr()).contains("was interrupted; run it again with --resume");
    assertThat(export("human-eval").stderr())
        .contains("does not say which samples were judged")
        .contains("--samples");
    Files.delete(directory.resolve("out/run.json"));
    Cli.Finished finished = export("junit");
    assertThat(finished.stderr()).contains("out has no run.json");
    assertThat(finished.status()).isEqualTo(2);
  }

  @Test
  void aTornLastRowIsNoRow() throws Exception {
    Path results = directory.resolve("out/results.jsonl");
    String rows = Files.readString(results);
    Files.writeString(results, rows.substring(0, rows.length() - 20));
    assertThat(export("human-eval").rows()).hasSize(3);

    Files.writeString(results, "{}\n");
    assertThat(export("human-eval").stderr())
        .contains("results.jsonl:1: it is not a result row; name a file");
  }
}

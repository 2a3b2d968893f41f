package dev.sce.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** However rows are spread over tasks, their results are those of the command on one machine. */
class SameAsCommandTest {
  @RegisterExtension static final Cluster CLUSTER = new Cluster();

  private static final int[] PARTITIONS = {1, 3, 17};

  @TempDir static Path folder;

  private final SparkSession spark = CLUSTER.spark();

  @Test
  void rowsOfRunAreThoseOfTheCommand() throws Exception {
    Path input = Files.write(folder.resolve("rows.jsonl"), programs());
    Path output = folder.resolve("results.jsonl");
    assertThat(Rows.command("run", input.toString(), "-o", output.toString())).isEqualTo(3);
    Map<Long, JsonNode> expected = Rows.byIndex(Files.readAllLines(output));
    assertThat(expected).hasSize(204);

    for (int partitions : PARTITIONS) {
      RunConfig config = RunConfig.standard().withPartitions(partitions);
      Dataset<String> rows = spark.read().textFile(input.toString());
      List<String> found = SceSpark.runLines(rows, config).toJSON().collectAsList();
      assertThat(Rows.byIndex(found))
          .as("%d partitions", partitions)
          .containsExactlyEntriesOf(expected);
    }
  }

  private static List<String> programs() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String code = i % 7 == 0 ? "raise SystemExit(" + i % 5 + ")" : "print('ä' * " + i + ")";
      rows.add("{\"id\": \"p" + i + "\", \"code\": \"" + code + "\"}");
    }
    rows.addAll(List.of("{\"code\": \"print(1)\"}", "no JSON", "", "{\"id\": 7}"));
    return rows;
  }

  @Test
  void verdictsAndMetricsAreThoseOfTheCommand() throws Exception {
    Path problems = Cluster.examples().resolve("eval/problems.jsonl");
    List<String> few = Files.readAllLines(Cluster.examples().resolve("eval/samples.jsonl"));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.addAll(few);
    }
    Path samples = Files.write(folder.resolve("samples.jsonl"), lines);
    Path out = folder.resolve("command");
    assertThat(
            Rows.command(
                "eval",
                "jsonl",
                "--problems",
                problems.toString(),
                "--samples",
                samples.toString(),
                "-k",
                "1,5",
                "-o",
                out.toString()))
        .isZero();
    Map<Long, JsonNode> expected = Rows.byIndex(Files.readAllLines(out.resolve("results.jsonl")));
    EvalConfig config = EvalConfig.of("jsonl", problems.toString()).withPassAt(List.of(1, 5));

    for (int partitions : PARTITIONS) {
      Path written = folder.resolve("written" + partitions);
      SceSpark.evaluateLines(
              spark.read().textFile(samples.toString()), config.withPartitions(partitions))
          .write()
          .parquet(written.toString());
      Dataset<Row> results = spark.read().parquet(written.toString());
      assertThat(Rows.byIndex(results.toJSON().collectAsList()))
          .as("%d partitions", partitions)
          .containsExactlyEntriesOf(expected);
      assertSameScores(
          Rows.JSON.readTree(
              SceSpark.metrics(results, config, folder.resolve("metrics" + partitions))),
          Rows.JSON.readTree(out.resolve("metrics.json").toFile()));
    }
  }

  private static void assertSameScores(JsonNode found, JsonNode expected) {
    for (String field :
        List.of(
            "dataset",
            "problems",
            "samples",
            "pass_at_k",
            "pass_hat_k",
            "mean_score",
            "verdicts",
            "test_verdicts",
            "excluded",
            "isolation",
            "per_problem")) {
      assertThat(Rows.comparable(found.path(field)))
          .as(field)
          .isEqualTo(Rows.comparable(expected.path(field)));
    }
    assertThat(found.path("pass@1").asDouble()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void columnsAreMembersAndOthersAreLeftAside() {
    Path input = folder.resolve("input.parquet");
    spark
        .sql("SELECT 'a' AS id, 'print(input())' AS code, 'hi' AS stdin, 5 AS other")
        .write()
        .parquet(input.toString());
    Path output = folder.resolve("output");
    Dataset<Row> results =
        SceSpark.run(
            spark.read().parquet(input.toString()),
            RunConfig.standard().withLimit("timeout", "9s"));
    results.write().json(output.toString());
    Row row = spark.read().schema(SceSpark.runSchema()).json(output.toString()).first();
    assertThat(row.<String>getAs("id")).isEqualTo("a");
    Row command = row.<scala.collection.Seq<Row>>getAs("command_results").apply(0);
    assertThat(command.<String>getAs("stdout")).isEqualTo("hi\n");
  }
}

package dev.sce.spark;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is lost is done again, once; what cannot work ends the job with the reason. */
class FailureTest {
  @RegisterExtension static final Cluster CLUSTER = new Cluster();

  private static final long ROWS = 80;

  @TempDir Path folder;

  private final SparkSession spark = CLUSTER.spark();

  @AfterEach
  void restoreSettings() {
    spark.conf().set(SparkSettings.COMMAND, Cluster.command());
    spark.conf().unset(SparkSettings.MIXED_ISOLATION);
  }

  private Dataset<Row> slowPrograms() {
    return SceSpark.run(
        spark.range(0, ROWS, 1, 16).selectExpr("id", "'import time; time.sleep(0.2)' AS code"),
        RunConfig.standard());
  }

  @Test
  void executorThatIsKilledLosesNoRowAndLeavesNothing() {
    CompletableFuture<List<Row>> results = inTheMiddle();
    ProcessHandle executor = executorWithEngine();
    List<ProcessHandle> below = executor.descendants().toList();
    assertThat(executor.destroyForcibly()).isTrue();
    Cluster.awaitEnd(below);
    assertEachRowOnce(results.join());
  }

  @Test
  void engineThatIsKilledLosesNoRow() {
    CompletableFuture<List<Row>> results = inTheMiddle();
    ProcessHandle engine = Cluster.engines(executorWithEngine()).get(0);
    assertThat(engine.destroyForcibly()).isTrue();
    assertEachRowOnce(results.join());
  }

  /** Begins a job, and returns when some of its tasks have ended and others run. */
  private CompletableFuture<List<Row>> inTheMiddle() {
    Dataset<Row> results = slowPrograms().select("index", "id", "outcome");
    CompletableFuture<List<Row>> rows = CompletableFuture.supplyAsync(results::collectAsList);
    SparkStatusTracker tracker = spark.sparkContext().statusTracker();
    await()
        .atMost(120, SECONDS)
        .until(
            () -> {
              for (int stage : tracker.getActiveStageIds()) {
                SparkStageInfo info = tracker.getStageInfo(stage).getOrElse(() -> null);
                if (info != null && info.numTasks() == 16 && info.numCompletedTasks() >= 2) {
                  return true;
                }
              }
              return false;
            });
    return rows;
  }

  private static ProcessHandle executorWithEngine() {
    return Cluster.executors().stream()
        .filter(executor -> !Cluster.engines(executor).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static void assertEachRowOnce(List<Row> rows) {
    assertThat(rows).extracting(row -> row.<String>getAs("outcome")).containsOnly("OK");
    assertThat(rows)
        .extracting(row -> row.<Long>getAs("index"))
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, ROWS).boxed().toList());
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.<String>getAs("id"))
                    .isEqualTo(String.valueOf(row.<Long>getAs("index"))));
  }

  @Test
  void missingCommandIsNamedWithWhatToDo() {
    spark.conf().set(SparkSettings.COMMAND, "/nowhere/sce");
    assertThatThrownBy(this::slowPrograms)
        .hasMessageContaining("the command sce is not on this machine")
        .hasMessageContaining("/nowhere/sce")
        .hasMessageContaining("--archives");
  }

  @Test
  void executorsWithDifferentIsolationFailTheJob() throws IOException {
    spark.conf().set(SparkSettings.COMMAND, strongOnlyOnce());
    Dataset<Row> results = slowPrograms();
    assertThatThrownBy(results::collectAsList)
        .hasMessageContaining("programs here have isolation 'none'")
        .hasMessageContaining(SparkSettings.MIXED_ISOLATION);
  }

  @Test
  void differentIsolationMayBeAllowed() throws IOException {
    spark.conf().set(SparkSettings.COMMAND, strongOnlyOnce());
    spark.conf().set(SparkSettings.MIXED_ISOLATION, "true");
    List<Row> rows = slowPrograms().select("index", "id", "outcome", "isolation").collectAsList();
    assertEachRowOnce(rows);
    assertThat(rows)
        .extracting(row -> row.<String>getAs("isolation"))
        .contains("none")
        .anyMatch(level -> !level.equals("none"));
  }

  /** A command that isolates programs in the first engine it starts, and in no other. */
  private String strongOnlyOnce() throws IOException {
    Path command = folder.resolve("sce");
    List<String> script = new ArrayList<>(List.of("#!/bin/sh"));
    script.add("if mkdir '" + folder.resolve("first") + "' 2>/dev/null; then");
    script.add("  exec '" + Cluster.command() + "' \"$@\"");
    script.add("fi");
    script.add("exec '" + Cluster.command() + "' \"$@\" --isolation none");
    Files.write(command, script);
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    return command.toString();
  }
}

package dev.sce.spark;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Runs programs and judges samples where the rows are.
 *
 * <p>The datasets that are returned are lazy like all others: programs run when one is written, and
 * once more for every other action, so write it first and go on with what was written. What Spark
 * does for them at once is to number the rows, and to start one engine, so that a missing command
 * is noticed early.
 */
public final class SceSpark {
  private SceSpark() {}

  /** Returns the columns of {@link #run}; docs/rows.md says what each means. */
  public static StructType runSchema() {
    return ResultSchema.RUN;
  }

  /** Returns the columns of {@link #evaluate}; docs/metrics.md says what each means. */
  public static StructType evaluateSchema() {
    return ResultSchema.EVAL;
  }

  /**
   * Runs a program for each row. Columns are the members of a program ({@code code}, {@code id},
   * {@code stdin}, {@code files}, limits …); others are left aside.
   *
   * @return a row for each, with the columns of {@link #runSchema}, in any order
   */
  public static Dataset<Row> run(Dataset<Row> rows, RunConfig config) {
    return runLines(rows.toJSON(), config);
  }

  /** Does what {@link #run} does for rows that are lines of JSON. */
  public static Dataset<Row> runLines(Dataset<String> rows, RunConfig config) {
    SparkSettings settings = SparkSettings.of(rows.sparkSession());
    RunForm form = new RunForm(config, settings.programs());
    return results(rows, config.partitions(), settings.engine(), null, form, ResultSchema.RUN);
  }

  /**
   * Judges a sample for each row, with the columns that {@code sce eval} reads.
   *
   * @return a row for each, with the columns of {@link #evaluateSchema}, in any order
   */
  public static Dataset<Row> evaluate(Dataset<Row> samples, EvalConfig config) {
    return evaluateLines(samples.toJSON(), config);
  }

  /** Does what {@link #evaluate} does for samples that are lines of JSON. */
  public static Dataset<Row> evaluateLines(Dataset<String> samples, EvalConfig config) {
    SparkSession spark = samples.sparkSession();
    SparkSettings settings = SparkSettings.of(spark);
    ProblemsFile problems = ProblemsFile.send(spark, config.problems());
    EngineSettings engine = settings.engine().withProblems(config.dataSet(), problems.name());
    EvalForm form = new EvalForm(config.head());
    Dataset<Row> rows =
        results(samples, config.partitions(), engine, problems, form, ResultSchema.EVAL);
    // A task knows only its own samples of a problem.
    Column number =
        functions.row_number().over(Window.partitionBy("task_id").orderBy("index")).minus(1);
    Column known = functions.col("sample").geq(0);
    return rows.withColumn("sample", functions.when(known, number).otherwise(-1));
  }

  /**
   * Computes the metrics of an evaluation as the command does, and writes the directory that {@code
   * sce eval -o} would have written.
   *
   * @param results all rows of {@link #evaluate}, best read from where they were written
   * @param directory a new directory of this machine
   * @return the text of {@code metrics.json}
   */
  public static String metrics(Dataset<Row> results, EvalConfig config, Path directory) {
    return new EvaluationFiles(results, config).write(directory);
  }

  private static Dataset<Row> results(
      Dataset<String> rows,
      int partitions,
      EngineSettings engine,
      @Nullable ProblemsFile problems,
      RowForm form,
      StructType schema) {
    SparkSession spark = rows.sparkSession();
    SparkSettings settings = SparkSettings.of(spark);
    String isolation = settings.commonIsolation(spark, engine, problems);
    EngineTask task = new EngineTask(engine, problems, form, isolation, settings.faultShare());
    JavaRDD<Tuple2<String, Long>> numbered = rows.javaRDD().zipWithIndex().map(row -> row);
    JavaRDD<String> lines =
        (partitions == 0 ? numbered : numbered.repartition(partitions)).mapPartitions(task);
    // A value that does not fit its column is an error; by default it would become null.
    Map<String, String> options = Map.of("mode", "FAILFAST", "maxStringLen", "1000000000");
    Column row = functions.from_json(functions.col("value"), schema, options);
    return spark
        .createDataset(lines.rdd(), Encoders.STRING())
        .select(row.as("row"))
        .select("row.*");
  }
}

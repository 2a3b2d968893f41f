package dev.sce.spark;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The application for {@code spark-submit}: {@code run} and {@code eval}. */
public final class SceSparkApp {
  private SceSparkApp() {}

  /** Runs the application. */
  public static void main(String[] args) {
    AppArguments arguments;
    try {
      arguments = AppArguments.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("sce-spark: " + e.getMessage());
      System.err.println(AppArguments.USAGE);
      System.exit(2);
      return;
    }
    SparkSession spark = SparkSession.builder().appName("sce").getOrCreate();
    try {
      run(spark, arguments);
    } catch (SceException e) {
      System.err.println("sce-spark: " + e.getMessage());
      spark.stop();
      System.exit(1);
    }
    spark.stop();
  }

  private static void run(SparkSession spark, AppArguments arguments) {
    Dataset<String> rows = read(spark, arguments);
    if (arguments.isRun()) {
      write(SceSpark.runLines(rows, arguments.programs()), arguments);
      return;
    }
    EvalConfig config = arguments.evaluation();
    write(SceSpark.evaluateLines(rows, config), arguments);
    String metrics = arguments.option("--metrics");
    if (metrics != null) {
      SceSpark.metrics(written(spark, arguments), config, Path.of(metrics));
    }
  }

  /** Lines of JSON stay as they are; columns of Parquet become members. */
  private static Dataset<String> read(SparkSession spark, AppArguments arguments) {
    String input = arguments.input();
    return arguments.isParquet("--input-format", input)
        ? spark.read().parquet(input).toJSON()
        : spark.read().textFile(input);
  }

  private static void write(Dataset<Row> results, AppArguments arguments) {
    String output = arguments.required("--output");
    if (arguments.isParquet("--output-format", output)) {
      results.write().parquet(output);
    } else {
      results.write().json(output);
    }
  }

  private static Dataset<Row> written(SparkSession spark, AppArguments arguments) {
    String output = arguments.required("--output");
    return arguments.isParquet("--output-format", output)
        ? spark.read().parquet(output)
        : spark.read().schema(SceSpark.evaluateSchema()).json(output);
  }
}

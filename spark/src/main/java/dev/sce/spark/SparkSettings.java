package dev.sce.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What Spark's configuration says about the engine. */
final class SparkSettings {
  static final String COMMAND = "spark.sce.command";
  static final String OPTIONS = "spark.sce.options";
  static final String MIXED_ISOLATION = "spark.sce.allowMixedIsolation";
  static final String FAULT_SHARE = "spark.sce.maxFaultShare";

  private static final String CORES = "spark.executor.cores";
  private static final double STANDARD_FAULT_SHARE = 0.1;

  private final Map<String, String> settings;

  private SparkSettings(Map<String, String> settings) {
    this.settings = settings;
  }

  static SparkSettings of(SparkSession spark) {
    return new SparkSettings(scala.jdk.javaapi.CollectionConverters.asJava(spark.conf().getAll()));
  }

  private @Nullable String get(String name) {
    String value = settings.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Returns how engines are started. */
  EngineSettings engine() {
    String options = get(OPTIONS);
    return new EngineSettings(
        get(COMMAND),
        options == null ? List.of() : List.of(options.split("\\s+")),
        programs(),
        null,
        null);
  }

  /** Returns how many programs run at once in an executor; 0 if Spark does not say. */
  int programs() {
    String cores = get(CORES);
    return cores == null ? 0 : Integer.parseInt(cores);
  }

  /** Returns the share of a task's rows for which the sandbox may fail. */
  double faultShare() {
    String share = get(FAULT_SHARE);
    try {
      double value = share == null ? STANDARD_FAULT_SHARE : Double.parseDouble(share);
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new SceException(FAULT_SHARE + " must be a number from 0 to 1, but is " + share);
  }

  /**
   * Returns the isolation level that an executor has and all others must have; null if they may
   * differ. Fails early, with the reason, where an engine cannot be started.
   */
  @Nullable String commonIsolation(
      SparkSession spark, EngineSettings engine, @Nullable ProblemsFile problems) {
    if (Boolean.parseBoolean(get(MIXED_ISOLATION))) {
      return null;
    }
    // Only a view: the session's owner closes the context.
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return context
        .parallelize(List.of(engine), 1)
        .map(settings -> isolation(settings, problems))
        .first();
  }

  private static String isolation(EngineSettings settings, @Nullable ProblemsFile problems) {
    WorkerProcess worker = Workers.ofThisJvm().acquire(settings, problems);
    try {
      return worker.isolation();
    } finally {
      Workers.ofThisJvm().release(worker);
    }
  }
}

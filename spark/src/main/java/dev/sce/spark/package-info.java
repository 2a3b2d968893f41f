/**
 * Runs programs and judges samples in the executors of Apache Spark.
 *
 * <p>{@link dev.sce.spark.SceSpark} is where to begin. Each executor starts one process of {@code
 * sce}, which its tasks share, and which ends with it.
 *
 * <pre>{@code
 * Dataset<Row> results = SceSpark.run(spark.read().parquet("programs"), RunConfig.standard());
 * results.write().parquet("results");
 * }</pre>
 *
 * <p>Everything that is public here may be used by several threads at once.
 */
@NullMarked
package dev.sce.spark;

import org.jspecify.annotations.NullMarked;

package dev.sce.spark;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Spark cluster with two executors, which are processes, for all test classes. When it stops,
 * nothing that it started may be left.
 */
final class Cluster implements BeforeAllCallback, AutoCloseable {
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private final SparkSession spark;

  /** Made by JUnit for each class; the first one starts the cluster. */
  Cluster() {
    spark =
        SparkSession.builder()
            .master("local-cluster[2,1,1024]")
            .appName("tests")
            .config("spark.ui.enabled", "false")
            .config("spark.executor.cores", "1")
            .config("spark.executor.memory", "512m")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .config("spark.sce.command", command())
            .getOrCreate();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Cluster.class, key -> this);
  }

  /** Returns the command that tests use: that of {@code SCE_COMMAND}, or the checkout's. */
  static String command() {
    String told = System.getenv("SCE_COMMAND");
    return told != null ? told : Path.of("../sce").toAbsolutePath().normalize().toString();
  }

  static Path examples() {
    return Path.of("../examples").toAbsolutePath().normalize();
  }

  SparkSession spark() {
    return spark;
  }

  /** Returns the executors that run now. */
  static List<ProcessHandle> executors() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> commandLine(process).contains(EXECUTOR))
        .toList();
  }

  /** Returns the engines below a process. */
  static List<ProcessHandle> engines(ProcessHandle process) {
    return process
        .descendants()
        .filter(each -> commandLine(each).contains("--end-with-input"))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
    } catch (java.io.IOException e) {
      return ""; // It has ended.
    }
  }

  static void awaitEnd(List<ProcessHandle> processes) {
    await().atMost(60, SECONDS).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Override
  public void close() {
    List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
    spark.stop();
    awaitEnd(all);
  }
}

package dev.sce.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * A file of problems, which the driver reads and each executor writes where its engine can read it.
 *
 * <p>Not by {@code SparkContext.addFile}: executors that get tasks of a query only were seen not to
 * fetch such files in Spark 4.2.
 *
 * @param name the name under which executors keep it, which depends on its content
 * @param content its bytes
 */
record ProblemsFile(String name, Broadcast<byte[]> content) implements Serializable {

  /** Makes a file known to the executors. */
  static ProblemsFile send(SparkSession spark, String path) {
    byte[] bytes = read(spark, path);
    String name = digest(bytes) + "-" + path.substring(path.lastIndexOf('/') + 1);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new ProblemsFile(name, context.broadcast(bytes));
  }

  /**
   * Returns the bytes of a file of the driver's machine, or of a file system that Spark knows.
   *
   * @throws SceException if it cannot be read
   */
  static byte[] read(SparkSession spark, String path) {
    try {
      if (!path.contains(":/")) {
        return Files.readAllBytes(Path.of(path));
      }
      var file = new org.apache.hadoop.fs.Path(path);
      var files = file.getFileSystem(spark.sparkContext().hadoopConfiguration());
      try (InputStream in = files.open(file)) {
        return in.readAllBytes();
      }
    } catch (IOException | OutOfMemoryError e) {
      throw new SceException("the problems in " + path + " cannot be read: " + e, e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new BigInteger(1, hash).toString(16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }

  /** Returns the file on this machine, in a folder that Spark removes. */
  Path here() {
    Path folder = Path.of(SparkFiles.getRootDirectory());
    Path file = folder.resolve(name).toAbsolutePath();
    try {
      if (!Files.exists(file)) {
        Path part = Files.createTempFile(folder, "problems", ".part");
        Files.write(part, content.value());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return file;
    } catch (IOException e) {
      throw new SceException("the problems cannot be kept in " + folder + ": " + e, e);
    }
  }
}

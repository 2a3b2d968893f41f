package dev.sce.spark;

/** A file that Spark sends to the executors. */
final class SentFile {
  private SentFile() {}

  /** Returns the name under which executors find it. */
  static String name(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int fragment = name.indexOf('#');
    return fragment < 0 ? name : name.substring(fragment + 1);
  }
}

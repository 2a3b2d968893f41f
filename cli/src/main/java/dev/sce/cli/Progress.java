package dev.sce.cli;

/** Shows on standard error how far a run is. Used by one thread. */
interface Progress extends AutoCloseable {
  /** What {@code --progress} takes. */
  enum Kind {
    AUTO,
    BAR,
    PLAIN,
    NONE
  }

  /** Told after each row. */
  void rowDone();

  @Override
  void close();

  /**
   * Returns the progress display for the kind asked for.
   *
   * @param read bytes of the inputs read so far
   * @param totalBytes bytes of all inputs; 0 when unknown
   */
  static Progress of(Kind kind, ByteCounter read, long totalBytes) {
    // Java cannot tell whether standard error is a terminal; the start script can, and says so.
    boolean terminal = Boolean.getBoolean("sce.stderr.terminal");
    return switch (kind) {
      case NONE -> new NoProgress();
      case BAR -> new BarProgress(read, totalBytes);
      case PLAIN -> new PlainProgress(read, totalBytes, System.err);
      case AUTO ->
          terminal
              ? new BarProgress(read, totalBytes)
              : new PlainProgress(read, totalBytes, System.err);
    };
  }

  /** Shows nothing. */
  final class NoProgress implements Progress {
    @Override
    public void rowDone() {}

    @Override
    public void close() {}
  }
}

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
   * @param share how much of the input is done
   */
  static Progress of(Kind kind, InputShare share) {
    // Java cannot tell whether standard error is a terminal; the start script can, and says so.
    boolean terminal = Boolean.getBoolean("sce.stderr.terminal");
    return switch (kind) {
      case NONE -> new NoProgress();
      case BAR -> new BarProgress(share);
      case PLAIN -> new PlainProgress(share, System.err);
      case AUTO -> terminal ? new BarProgress(share) : new PlainProgress(share, System.err);
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

package dev.sce.cli;

import java.util.function.Supplier;

/** Shows the progress of a run on standard error. Used by one thread. */
interface Progress extends AutoCloseable {
  /** The values of {@code --progress}. */
  enum Kind {
    AUTO,
    BAR,
    PLAIN,
    NONE
  }

  /**
   * Called after each row.
   *
   * @param more what else is to be said if something is printed; empty for nothing
   */
  void rowDone(Supplier<String> more);

  @Override
  void close();

  /**
   * Returns the progress display of the requested kind.
   *
   * @param share the share of the input that is done
   */
  static Progress of(Kind kind, InputShare share) {
    // Java cannot determine whether standard error is a terminal; the start script can.
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
    public void rowDone(Supplier<String> more) {}

    @Override
    public void close() {}
  }
}

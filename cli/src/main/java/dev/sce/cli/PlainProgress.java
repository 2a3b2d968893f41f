package dev.sce.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** A line every ten seconds, for logs. Progress is measured in bytes of the input. */
final class PlainProgress implements Progress {
  private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

  private final InputShare share;
  private final PrintStream out;
  private final long begin = System.nanoTime();
  private long nextLine = begin + INTERVAL;
  private long rows;

  PlainProgress(InputShare share, PrintStream out) {
    this.share = share;
    this.out = out;
  }

  @Override
  public void rowDone(Supplier<String> more) {
    rows++;
    long now = System.nanoTime();
    if (now >= nextLine) {
      nextLine = now + INTERVAL;
      double seconds = (now - begin) / 1e9;
      String said = more.get();
      out.println(
          "sce: "
              + line(rows, seconds, share.done(), share.total())
              + (said.isEmpty() ? "" : ", " + said));
    }
  }

  /** Returns for example {@code 1200 rows, 400.0/s, 30% of the input, about 7s left}. */
  static String line(long rows, double seconds, long done, long total) {
    String rate = String.format(Locale.ROOT, "%d rows, %.1f/s", rows, rows / seconds);
    if (total <= 0 || done <= 0) {
      return rate;
    }
    double share = Math.min(1, (double) done / total);
    Duration left = Duration.ofSeconds(Math.round(seconds / share * (1 - share)));
    String time = left.toString().substring(2).toLowerCase(Locale.ROOT);
    return String.format(
        Locale.ROOT, "%s, %.0f%% of the input, about %s left", rate, 100 * share, time);
  }

  @Override
  public void close() {}
}

package dev.sce.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rows, rate and remaining time, for terminals. Its length is the size of the input. */
final class BarProgress implements Progress {
  /** No longer than between two updates of the bar. */
  private static final long INTERVAL = Duration.ofMillis(100).toNanos();

  private final InputShare share;
  private final long begin = System.nanoTime();
  private final ProgressBar bar;
  private long nextMessage = begin;
  private Supplier<String> last = () -> "";
  private long rows;

  BarProgress(InputShare share) {
    this.share = share;
    // Without a known size the library shows a moving bar and the time that has passed.
    bar =
        new ProgressBarBuilder()
            .setTaskName("sce")
            .setInitialMax(share.total() > 0 ? share.total() : -1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .setUnit(" KiB", 1024)
            .setEtaFunction(state -> eta(state.getCurrent(), state.getMax()))
            .build();
  }

  private Optional<Duration> eta(long current, long max) {
    if (current <= 0 || max <= 0) {
      return Optional.empty();
    }
    double perByte = (System.nanoTime() - begin) / (double) current;
    return Optional.of(Duration.ofNanos((long) (perByte * Math.max(0, max - current))));
  }

  @Override
  public void rowDone(Supplier<String> more) {
    rows++;
    bar.stepTo(share.done());
    last = more;
    long now = System.nanoTime();
    if (now >= nextMessage) {
      nextMessage = now + INTERVAL;
      showMessage(now);
    }
  }

  private void showMessage(long now) {
    double seconds = Math.max(1e-3, (now - begin) / 1e9);
    String rate = String.format(Locale.ROOT, "%d rows %.0f/s", rows, rows / seconds);
    bar.setExtraMessage((rate + " " + last.get()).strip());
  }

  @Override
  public void close() {
    showMessage(System.nanoTime());
    bar.close();
  }
}

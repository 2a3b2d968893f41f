package dev.sce.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.function.Function;

/** Measures how the time of something grows with the size of what it is given. */
public final class Growth {
  private static final int SMALL = 1 << 16;
  private static final int TIMES = 8;

  /** Eight times as much takes 64 times as long where the cost is quadratic. */
  private static final int MOST = 24;

  /**
   * Below this the machine's noise is as large as what is measured; what is quadratic takes far
   * more for half a million characters.
   */
  private static final Duration FLOOR = Duration.ofMillis(500);

  private static final int ATTEMPTS = 5;
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(60);

  private Growth() {}

  /** Something that reads a text. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads it. */
    void read(T input);
  }

  /**
   * Checks that reading eight times as much takes clearly less than 64 times as long.
   *
   * @param input makes an input of about so many characters
   */
  public static <T> void assertNotQuadratic(
      String what, Function<Integer, T> input, Reader<T> reader) {
    T large = input.apply(TIMES * SMALL);
    assertTimeoutPreemptively(
        FAR_TOO_LONG,
        () -> {
          Duration taken = best(reader, large);
          if (taken.compareTo(FLOOR) > 0) {
            Duration small = best(reader, input.apply(SMALL));
            assertThat(taken)
                .as("%s: time of %s times as much, which takes %s", what, TIMES, small)
                .isLessThan(small.multipliedBy(MOST));
          }
        },
        what);
  }

  private static <T> Duration best(Reader<T> reader, T input) {
    Duration best = FAR_TOO_LONG;
    for (int i = 0; i < ATTEMPTS && best.compareTo(FLOOR) > 0; i++) {
      long begin = System.nanoTime();
      reader.read(input);
      Duration taken = Duration.ofNanos(System.nanoTime() - begin);
      best = taken.compareTo(best) < 0 ? taken : best;
    }
    return best;
  }
}

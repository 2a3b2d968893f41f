package dev.sce.server.ops;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Outcome;
import dev.sce.server.programs.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What became of programs in the last minutes. Its memory is fixed: time is divided into cells of
 * some seconds, and the oldest cell is used again. Safe for use by many threads.
 */
public final class RecentMinutes implements Turns.Events {
  /** How many minutes are remembered. */
  public static final int MINUTES = 15;

  private static final long CELL_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int CELLS_PER_MINUTE = 12;

  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Cell[] cells = new Cell[MINUTES * CELLS_PER_MINUTE];

  @GuardedBy("lock")
  private final Cell sinceStart = new Cell(0);

  private final long start;

  /** Begins now. */
  public RecentMinutes() {
    this(System::nanoTime);
  }

  RecentMinutes(LongSupplier clock) {
    this.clock = clock;
    this.start = clock.getAsLong();
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell(i);
    }
  }

  /**
   * What happened in a stretch of time.
   *
   * @param outcomes how many programs ended so; only those above 0
   * @param begun how many waits ended with a turn
   * @param waitMean seconds that these waited on average; 0 if there are none
   * @param waitMax seconds of the longest of them
   * @param givenUp how many waited or ran in vain: hung up, or too late
   */
  public record Sum(
      Map<Outcome, Long> outcomes, long begun, double waitMean, double waitMax, long givenUp) {
    /** Returns how many programs ended. */
    public long programs() {
      return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Override
  public void began(Duration waited) {
    lock.lock();
    try {
      current().began(waited.toNanos());
      sinceStart.began(waited.toNanos());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void ended(Outcome outcome) {
    lock.lock();
    try {
      current().ended(outcome, 1);
      sinceStart.ended(outcome, 1);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancelled(String reason) {
    lock.lock();
    try {
      current().givenUp++;
      sinceStart.givenUp++;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the time since the start. */
  public Duration uptime() {
    return Duration.ofNanos(clock.getAsLong() - start);
  }

  /** Returns everything since the start. */
  public Sum all() {
    lock.lock();
    try {
      return sum(List.of(sinceStart));
    } finally {
      lock.unlock();
    }
  }

  /** Returns the last minutes, the oldest first; the last one ends now. */
  public List<Sum> minutes() {
    lock.lock();
    try {
      long now = number();
      List<Sum> minutes = new ArrayList<>();
      for (int minute = MINUTES - 1; minute >= 0; minute--) {
        List<Cell> those = new ArrayList<>();
        for (int i = 0; i < CELLS_PER_MINUTE; i++) {
          long number = now - (long) minute * CELLS_PER_MINUTE - i;
          Cell cell = cells[Math.floorMod(number, cells.length)];
          if (cell.number == number) {
            those.add(cell);
          }
        }
        minutes.add(sum(those));
      }
      return minutes;
    } finally {
      lock.unlock();
    }
  }

  private long number() {
    return (clock.getAsLong() - start) / CELL_NANOS;
  }

  @GuardedBy("lock")
  private Cell current() {
    long number = number();
    int index = Math.floorMod(number, cells.length);
    if (cells[index].number != number) {
      cells[index] = new Cell(number);
    }
    return cells[index];
  }

  private static Sum sum(List<Cell> cells) {
    Cell sum = new Cell(0);
    cells.forEach(sum::add);
    double mean = sum.begun == 0 ? 0 : sum.waitedNanos / 1e9 / sum.begun;
    return new Sum(sum.outcomes, sum.begun, mean, sum.longestNanos / 1e9, sum.givenUp);
  }

  /** The counts of some seconds. */
  private static final class Cell {
    private final long number;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long begun;
    private long waitedNanos;
    private long longestNanos;
    private long givenUp;

    Cell(long number) {
      this.number = number;
    }

    void ended(Outcome outcome, long count) {
      outcomes.merge(outcome, count, Long::sum);
    }

    void add(Cell other) {
      other.outcomes.forEach(this::ended);
      begun += other.begun;
      waitedNanos += other.waitedNanos;
      longestNanos = Math.max(longestNanos, other.longestNanos);
      givenUp += other.givenUp;
    }

    void began(long nanos) {
      begun++;
      waitedNanos += nanos;
      longestNanos = Math.max(longestNanos, nanos);
    }
  }
}

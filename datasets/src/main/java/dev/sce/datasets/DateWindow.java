package dev.sce.datasets;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A range of days, both ends included.
 *
 * @param after the first day; absent for no limit
 * @param before the last day; absent for no limit
 */
public record DateWindow(@Nullable LocalDate after, @Nullable LocalDate before) {
  /** All days, those of problems without a date too. */
  public static final DateWindow ALL = new DateWindow(null, null);

  /** Checks that there are any days. */
  public DateWindow {
    if (after != null && before != null && after.isAfter(before)) {
      throw new IllegalArgumentException(
          "no day is after " + after + " and before " + before + ", both included");
    }
  }

  /** Whether every problem is wanted. */
  public boolean isAll() {
    return after == null && before == null;
  }

  /** Whether problems of a day are wanted. */
  public boolean has(LocalDate day) {
    return (after == null || !day.isBefore(after)) && (before == null || !day.isAfter(before));
  }

  @Override
  public String toString() {
    String from = after == null ? "" : "from " + after;
    String until = before == null ? "" : "until " + before;
    return from.isEmpty() || until.isEmpty() ? from + until : from + " " + until;
  }
}

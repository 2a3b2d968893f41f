package dev.sce.datasets.livecodebench;

import dev.sce.datasets.Groups;
import dev.sce.datasets.Problem;
import dev.sce.judge.Task;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What all rows of LiveCodeBench say of a problem: how hard it is, where it is from, and when. */
public final class ContestDate {
  private static final int DAY_LETTERS = "2024-01-31".length();

  private ContestDate() {}

  /**
   * Returns the problem of a row, with its date and groups.
   *
   * @param row what the file says of it; what it does not say is left out
   */
  public static Problem problem(String id, Task task, JsonNode row) {
    LocalDate day = day(row.path("contest_date").asString(""));
    Map<String, String> groups = new LinkedHashMap<>(Groups.of(row, "difficulty", "platform"));
    if (day != null) {
      groups.put("month", YearMonth.from(day).toString());
    }
    return new Problem(id, task, groups, day);
  }

  /** Returns the day of a date, which may go on with a time. */
  private static @Nullable LocalDate day(String date) {
    try {
      return LocalDate.parse(date.substring(0, Math.min(DAY_LETTERS, date.length())));
    } catch (DateTimeException e) {
      return null;
    }
  }
}

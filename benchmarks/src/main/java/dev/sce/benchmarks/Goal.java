package dev.sce.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A target of the whole benchmark.
 *
 * @param name what is compared with what
 * @param unit of the bound: {@code ×} for a ratio
 * @param measured absent when this run did not measure it
 */
record Goal(
    String name, Direction direction, double bound, String unit, @Nullable Double measured) {
  /** On which side of the bound the target lies. */
  enum Direction {
    AT_LEAST("≥"),
    AT_MOST("≤");

    final String sign;

    Direction(String sign) {
      this.sign = sign;
    }
  }

  /** Returns whether it is reached; absent when it was not measured. */
  @JsonProperty("reached")
  @Nullable Boolean reached() {
    if (measured == null) {
      return null;
    }
    return direction == Direction.AT_LEAST ? measured >= bound : measured <= bound;
  }

  /** Returns a heading and a table. */
  static List<String> table(List<Goal> goals) {
    List<String> lines = new ArrayList<>(List.of("", "## Targets", ""));
    lines.add("| target | measured | reached |");
    lines.add("|---|---|---|");
    for (Goal goal : goals) {
      Boolean reached = goal.reached();
      lines.add(
          "| "
              + String.join(
                  " | ",
                  goal.name + ": " + goal.direction.sign + " " + plain(goal.bound) + goal.unit,
                  goal.measured == null ? "not measured" : Series.number(goal.measured) + goal.unit,
                  reached == null ? "" : reached ? "yes" : "**no**")
              + " |");
    }
    return lines;
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound)
        ? String.format(Locale.ROOT, "%.0f", bound)
        : Double.toString(bound);
  }
}

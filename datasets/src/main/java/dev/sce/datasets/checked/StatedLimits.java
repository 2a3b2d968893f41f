package dev.sce.datasets.checked;

import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.Limits;
import dev.sce.datasets.JsonRow;
import dev.sce.judge.program.ProgramTask;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The limits that a row states. */
final class StatedLimits {
  private static final Duration USUAL_TIME = Duration.ofSeconds(10);
  private static final DataSize USUAL_MEMORY = DataSize.ofGibibytes(2);
  private static final DataSize OUTPUT = DataSize.ofMebibytes(64);

  /** No problem allows as many seconds, and none as few milliseconds. */
  private static final double FEWEST_MILLISECONDS = 100;

  private static final double MOST_MEBIBYTES = 1 << 16;
  private static final double FEWEST_BYTES = 1 << 20;
  private static final double MOST_BYTES = 1L << 50;

  private StatedLimits() {}

  /** Returns the limits of one run, those that are usual where the row states none. */
  static LimitOverrides of(JsonRow row) throws Unjudgeable {
    return ProgramTask.limits(time(row), memory(row), OUTPUT);
  }

  private static Duration time(JsonRow row) throws Unjudgeable {
    JsonNode value = row.json().path("time_limit");
    if (isNothing(value)) {
      return USUAL_TIME;
    }
    double seconds = -1;
    if (value.isNumber()) {
      double number = value.asDouble();
      seconds = number < FEWEST_MILLISECONDS ? number : number / 1000;
    } else if (value.isObject()) {
      seconds = value.path("seconds").asDouble(0) + value.path("nanos").asDouble(0) / 1e9;
    }
    if (!(seconds >= 0.001) || seconds > Limits.MAX_TIME.toSeconds() / 3.0) {
      throw new Unjudgeable(
          "unreadable limit",
          "'time_limit' is "
              + value
              + "; write seconds as a number below 100, milliseconds as one from there on, or"
              + " {\"seconds\": 2, \"nanos\": 0}");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static DataSize memory(JsonRow row) throws Unjudgeable {
    JsonNode bytes = row.json().path("memory_limit_bytes");
    JsonNode value = isNothing(bytes) ? row.json().path("memory_limit") : bytes;
    if (isNothing(value)) {
      return USUAL_MEMORY;
    }
    double number = value.asDouble(-1);
    double size = number <= MOST_MEBIBYTES ? number * (1 << 20) : number;
    if (!value.isNumber() || !(size >= FEWEST_BYTES) || size > MOST_BYTES) {
      throw new Unjudgeable(
          "unreadable limit",
          "'memory_limit' is "
              + value
              + "; write mebibytes as a number from 1 to 65536, or bytes as a larger one");
    }
    return DataSize.ofBytes((long) size);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isObject() && value.isEmpty())
        || (value.isNumber() && value.asDouble() == 0);
  }
}

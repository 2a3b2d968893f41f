package dev.sce.datasets.verifiable;

import dev.sce.DataSize;
import dev.sce.datasets.JsonRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The limits that a row states.
 *
 * @param time of one test; absent where it says none
 * @param memory of a program; absent where it says none
 */
record RowLimits(@Nullable Duration time, @Nullable DataSize memory) {
  private static final Pattern AMOUNT =
      Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Z]*)\\s*");
  private static final BigDecimal LONGEST = BigDecimal.valueOf(86_400);

  /** Numbers without a unit are mebibytes up to here, and bytes from there on. */
  private static final long MOST_MEBIBYTES = 1 << 16;

  private static final long FEWEST_BYTES = 1 << 20;

  static RowLimits of(JsonRow row) throws Unusable {
    JsonNode time = find(row, List.of("time_limit", "timeLimit", "time_limit_seconds"));
    JsonNode bytes = find(row, List.of("memory_limit_bytes"));
    JsonNode mebibytes = find(row, List.of("memory_limit_MB", "memory_limit_mb"));
    JsonNode memory = find(row, List.of("memory_limit", "memoryLimit"));
    return new RowLimits(
        time == null ? null : time(time),
        bytes != null
            ? size(bytes, 1)
            : mebibytes != null
                ? size(mebibytes, 1 << 20)
                : memory == null ? null : size(memory, 0));
  }

  private static @Nullable JsonNode find(JsonRow row, List<String> names) throws Unusable {
    for (String where : List.of("", "extra_info.", "metadata.", "verification_info.")) {
      for (String name : names) {
        JsonNode value = TestsField.at(row.json(), where + name);
        if (value != null && !(value.isNumber() && value.asDouble() == 0)) {
          return value;
        }
      }
    }
    return null;
  }

  private static Duration time(JsonNode value) throws Unusable {
    BigDecimal seconds = null;
    if (value.isNumber()) {
      seconds = value.decimalValue();
    } else if (value.isObject()) {
      seconds =
          value
              .path("seconds")
              .decimalValueOpt()
              .orElse(BigDecimal.ZERO)
              .add(value.path("nanos").decimalValueOpt().orElse(BigDecimal.ZERO).movePointLeft(9));
    } else if (value.isString()) {
      seconds = seconds(value.asString());
    }
    if (seconds == null || seconds.signum() <= 0 || seconds.compareTo(LONGEST) > 0) {
      throw new Unusable(
          "unreadable limit",
          "the time limit is "
              + value
              + "; write seconds as a number, a text such as \"2 seconds\" or \"500 ms\", or"
              + " {\"seconds\": 2, \"nanos\": 0}, above 0 and at most a day");
    }
    return Duration.ofNanos(Math.max(1, seconds.movePointRight(9).longValue()));
  }

  private static @Nullable BigDecimal seconds(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return null;
    }
    BigDecimal number = new BigDecimal(amount.group(1));
    return switch (amount.group(2).toLowerCase(Locale.ROOT)) {
      case "", "s", "sec", "secs", "second", "seconds" -> number;
      case "ms", "millisecond", "milliseconds" -> number.movePointLeft(3);
      case "m", "min", "minute", "minutes" -> number.multiply(BigDecimal.valueOf(60));
      default -> null;
    };
  }

  /**
   * Reads a size.
   *
   * @param unit bytes of the unit of a number; 0 where its size tells
   */
  private static DataSize size(JsonNode value, long unit) throws Unusable {
    Double bytes = null;
    if (value.isNumber()) {
      bytes = bytes(value.asDouble(), unit);
    } else if (value.isString()) {
      Matcher amount = AMOUNT.matcher(value.asString());
      bytes = amount.matches() ? bytes(amount, unit) : null;
    }
    if (bytes == null || bytes < 1 || bytes > 1L << 50) {
      throw new Unusable(
          "unreadable limit",
          "the memory limit is "
              + value
              + "; write mebibytes as a number up to "
              + MOST_MEBIBYTES
              + ", bytes as one from "
              + FEWEST_BYTES
              + ", or a text such as \"256 megabytes\"");
    }
    return DataSize.ofBytes(bytes.longValue());
  }

  private static @Nullable Double bytes(Matcher amount, long unit) {
    double number = Double.parseDouble(amount.group(1));
    return switch (amount.group(2).toLowerCase(Locale.ROOT)) {
      case "" -> bytes(number, unit);
      case "b", "byte", "bytes" -> number;
      case "k", "kb", "kib", "kilobyte", "kilobytes" -> number * (1 << 10);
      case "m", "mb", "mib", "megabyte", "megabytes" -> number * (1 << 20);
      case "g", "gb", "gib", "gigabyte", "gigabytes" -> number * (1 << 30);
      default -> null;
    };
  }

  private static @Nullable Double bytes(double number, long unit) {
    if (unit > 0) {
      return number * unit;
    }
    if (number <= MOST_MEBIBYTES) {
      return number * (1 << 20);
    }
    return number >= FEWEST_BYTES ? number : null;
  }
}

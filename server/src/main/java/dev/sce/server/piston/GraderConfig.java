package dev.sce.server.piston;

import dev.sce.DataSize;
import dev.sce.server.http.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a program of Codeforces is run, from lines like {@code TIME_LIMIT=2.0}.
 *
 * @param shownTime the limit of time as it was given, in seconds
 * @param shownMemory the limit of memory as it was given, in MiB
 * @param files whether it reads and writes files rather than its standard streams
 */
record GraderConfig(@Nullable String shownTime, @Nullable String shownMemory, boolean files) {
  static final String FILE = "grader_config";
  private static final BigDecimal MOST = BigDecimal.valueOf(1L << 20);

  /** Reads the request's file; without one, only the request's own limits hold. */
  static GraderConfig of(ExecuteRequest asked) throws Refusal {
    Map<String, String> values = new HashMap<>();
    asked
        .file(FILE)
        .ifPresent(
            file ->
                file.content()
                    .text()
                    .lines()
                    .map(line -> line.split("=", 2))
                    .filter(parts -> parts.length == 2 && !parts[1].isBlank())
                    .forEach(parts -> values.put(parts[0].strip(), unquoted(parts[1].strip()))));
    GraderConfig config =
        new GraderConfig(
            known(values.get("TIME_LIMIT")),
            known(values.get("MEMORY_LIMIT")),
            "file".equals(values.get("INPUT_MODE")));
    check("TIME_LIMIT", config.shownTime);
    check("MEMORY_LIMIT", config.shownMemory);
    return config;
  }

  private static String unquoted(String value) {
    return value.replaceAll("^([\"'])(.*)\\1$", "$2");
  }

  /** What a client in Python does not know, it writes so. */
  private static @Nullable String known(@Nullable String value) {
    return "None".equals(value) ? null : value;
  }

  private static void check(String name, @Nullable String value) throws Refusal {
    if (value != null && number(value).isEmpty()) {
      throw new Refusal(400, FILE + ": " + name + " must be a number above 0");
    }
  }

  private static Optional<BigDecimal> number(String value) {
    if (value.length() > 20) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(value);
      return number.signum() > 0 && number.precision() - (long) number.scale() < 20
          ? Optional.of(number.min(MOST))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns how long a program may run. */
  Optional<Duration> time() {
    return Optional.ofNullable(shownTime)
        .flatMap(GraderConfig::number)
        .map(seconds -> Duration.ofMillis(Math.max(1, Math.round(seconds.doubleValue() * 1000))));
  }

  /** Returns how much memory a program may use. */
  Optional<DataSize> memory() {
    return Optional.ofNullable(shownMemory)
        .flatMap(GraderConfig::number)
        .map(size -> DataSize.ofBytes(Math.max(1L << 20, (long) (size.doubleValue() * (1 << 20)))));
  }
}

package dev.sce.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The arguments of the application. */
final class AppArguments {
  static final String USAGE =
      """
      spark-submit … sce-spark.jar run --input PATH --output PATH [options]
      spark-submit … sce-spark.jar eval DATASET --problems FILE --samples PATH --output PATH \
      [--metrics DIR] [-k 1,10] [--language NAME] [--checker NAME] [options]
      options: --input-format json|parquet --output-format json|parquet --partitions N
               --limit NAME=VALUE (repeatable)""";

  private static final Set<String> COMMON =
      Set.of("--output", "--input-format", "--output-format", "--partitions");
  private static final Set<String> RUN = Set.of("--input");
  private static final Set<String> EVAL =
      Set.of("--problems", "--samples", "--metrics", "-k", "--language", "--checker");

  private final @Nullable String dataSet;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, String> limits = new LinkedHashMap<>();

  private AppArguments(@Nullable String dataSet) {
    this.dataSet = dataSet;
  }

  /**
   * Reads arguments.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static AppArguments parse(String[] args) {
    String command = args.length == 0 ? "" : args[0];
    AppArguments arguments;
    int first;
    switch (command) {
      case "run" -> {
        arguments = new AppArguments(null);
        first = 1;
      }
      case "eval" -> {
        if (args.length < 2 || args[1].startsWith("-")) {
          throw new IllegalArgumentException("eval needs the name of a data set");
        }
        arguments = new AppArguments(args[1]);
        first = 2;
      }
      default -> throw new IllegalArgumentException("the first argument must be run or eval");
    }
    arguments.readOptions(args, first);
    arguments.check();
    return arguments;
  }

  private void readOptions(String[] args, int first) {
    for (int i = first; i < args.length; i += 2) {
      String name = args[i];
      boolean known =
          name.equals("--limit") || COMMON.contains(name) || (isRun() ? RUN : EVAL).contains(name);
      if (!known) {
        throw new IllegalArgumentException("there is no option " + name);
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = args[i + 1];
      if (name.equals("--limit")) {
        readLimit(value);
      } else if (options.put(name, value) != null) {
        throw new IllegalArgumentException(name + " is there twice");
      }
    }
  }

  private void readLimit(String limit) {
    int equals = limit.indexOf('=');
    String name = equals < 0 ? limit : limit.substring(0, equals);
    if (equals < 0 || !Limits.NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "--limit must be NAME=VALUE with a name of "
              + new TreeSet<>(Limits.NAMES)
              + ", but is "
              + limit);
    }
    limits.put(name, limit.substring(equals + 1));
  }

  private void check() {
    required("--output");
    if (isRun()) {
      required("--input");
    } else {
      required("--samples");
      required("--problems");
      passAt();
    }
    partitions();
    format("--input-format");
    format("--output-format");
  }

  boolean isRun() {
    return dataSet == null;
  }

  String input() {
    return required(isRun() ? "--input" : "--samples");
  }

  @Nullable String option(String name) {
    return options.get(name);
  }

  String required(String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private int partitions() {
    return options.containsKey("--partitions")
        ? number("--partitions", required("--partitions"))
        : 0;
  }

  private static int number(String name, String value) {
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(name + " needs a number above 0, not " + value);
    }
    return Integer.parseInt(value);
  }

  /** Whether a path is of Parquet: as told, or by the end of its name. */
  boolean isParquet(String option, String path) {
    String format = format(option);
    return format == null
        ? path.toLowerCase(Locale.ROOT).endsWith(".parquet")
        : format.equals("parquet");
  }

  private @Nullable String format(String option) {
    String format = options.get(option);
    if (format != null && !Set.of("json", "parquet").contains(format)) {
      throw new IllegalArgumentException(option + " must be json or parquet, but is " + format);
    }
    return format;
  }

  private List<Integer> passAt() {
    List<Integer> ks = new ArrayList<>();
    if (options.containsKey("-k")) {
      for (String k : required("-k").split(",", -1)) {
        ks.add(number("-k", k));
      }
    }
    return ks;
  }

  /** Returns what {@code run} asks for. */
  RunConfig programs() {
    RunConfig config = RunConfig.standard();
    for (Map.Entry<String, String> limit : limits.entrySet()) {
      config = config.withLimit(limit.getKey(), limit.getValue());
    }
    return partitions() == 0 ? config : config.withPartitions(partitions());
  }

  /** Returns what {@code eval} asks for. */
  EvalConfig evaluation() {
    EvalConfig config =
        EvalConfig.of(String.valueOf(dataSet), required("--problems")).withPassAt(passAt());
    for (Map.Entry<String, String> limit : limits.entrySet()) {
      config = config.withLimit(limit.getKey(), limit.getValue());
    }
    String language = option("--language");
    config = language == null ? config : config.withLanguage(language);
    config = partitions() == 0 ? config : config.withPartitions(partitions());
    String checker = option("--checker");
    return checker == null ? config : config.withChecker(checker);
  }
}

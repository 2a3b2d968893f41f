package dev.sce;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Refuses values that no configuration can have. */
final class ConfigChecks {
  static final int MOST_WORKERS = 4096;

  private static final int MOST_IN_FLIGHT = 1_000_000;
  private static final Pattern MODULE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

  private ConfigChecks() {}

  static void check(ExecutionConfig config) {
    checkNumbers(config);
    checkPaths(config);
    config.environment().forEach(Command::checkVariable);
  }

  private static void checkNumbers(ExecutionConfig config) {
    requireRange(ExecutionOption.WORKERS, config.workers(), 1, MOST_WORKERS);
    requireRange(ExecutionOption.MAX_IN_FLIGHT, config.maxInFlight(), 1, MOST_IN_FLIGHT);
    requireRange(ExecutionOption.MAX_IDLE_PROGRAMS, config.maxIdlePrograms(), 0, MOST_WORKERS);
    if (config.trackedFileLimit().compareTo(DataSize.ofMebibytes(1024)) > 0) {
      throw InvalidOptionException.of(
          ExecutionOption.TRACKED_FILE_LIMIT, config.trackedFileLimit(), "at most 1g");
    }
    if (config.writableSize().compareTo(DataSize.ofMebibytes(1)) < 0) {
      throw InvalidOptionException.of(
          ExecutionOption.WRITABLE_SIZE, config.writableSize(), "at least 1m");
    }
  }

  private static void requireRange(ExecutionOption option, int value, int least, int most) {
    if (value < least || value > most) {
      throw InvalidOptionException.of(option, value, "between " + least + " and " + most);
    }
  }

  private static void checkPaths(ExecutionConfig config) {
    for (String module : config.preload()) {
      if (!MODULE.matcher(module).matches()) {
        throw InvalidOptionException.of(
            ExecutionOption.PRELOAD, module, "names of Python modules, like numpy");
      }
    }
    for (Path path : config.readOnlyPaths()) {
      if (!path.isAbsolute()) {
        throw InvalidOptionException.of(ExecutionOption.READ_ONLY_PATHS, path, "an absolute path");
      }
    }
    if (config.resultCache().isPresent() && config.isolation().equals(Isolation.NONE)) {
      throw InvalidOptionException.because(
          ExecutionOption.RESULT_CACHE,
          config.resultCache().get(),
          "cannot be used with isolation none: a program can then read every file of the machine,"
              + " and a result that depends on one would outlive its changes");
    }
  }
}

package dev.sce.cli;

import dev.sce.ExecutionOption;
import dev.sce.InvalidOptionException;
import java.util.EnumMap;
import java.util.Map;

/** The names that the options of an executor have on the command line. */
final class OptionNames {
  private static final Map<ExecutionOption, String> FLAGS = new EnumMap<>(ExecutionOption.class);

  static {
    FLAGS.put(ExecutionOption.WORKERS, "--workers");
    FLAGS.put(ExecutionOption.WALL_TIME, "--timeout");
    FLAGS.put(ExecutionOption.CPU_TIME, "--cpu-time");
    FLAGS.put(ExecutionOption.MEMORY, "--memory");
    FLAGS.put(ExecutionOption.OUTPUT, "--output-limit");
    FLAGS.put(ExecutionOption.MAX_PROCESSES, "--max-processes");
    FLAGS.put(ExecutionOption.FILE_SIZE, "--file-size");
    FLAGS.put(ExecutionOption.STACK, "--stack");
    FLAGS.put(ExecutionOption.ISOLATION, "--isolation");
    FLAGS.put(ExecutionOption.ORDER, "--order");
    FLAGS.put(ExecutionOption.WARM, "--warm");
    FLAGS.put(ExecutionOption.PIN_CPUS, "--pin-cpus");
    FLAGS.put(ExecutionOption.PRELOAD, "--preload");
    FLAGS.put(ExecutionOption.READ_ONLY_PATHS, "--read-only");
    FLAGS.put(ExecutionOption.DEBUG_DIRECTORY, "--debug-dir");
    FLAGS.put(ExecutionOption.DEDUPE, "--dedupe");
    FLAGS.put(ExecutionOption.RESULT_CACHE, "--cache");
    FLAGS.put(ExecutionOption.NUM_TIMES, "--num-times");
  }

  private OptionNames() {}

  /** Returns what to tell a user whose options were refused. */
  static UsageException usage(IllegalArgumentException e) {
    return new UsageException(
        e instanceof InvalidOptionException invalid
            ? invalid.messageFor(flag(invalid.option()))
            : String.valueOf(e.getMessage()));
  }

  private static String flag(ExecutionOption option) {
    return FLAGS.getOrDefault(option, option.key());
  }
}

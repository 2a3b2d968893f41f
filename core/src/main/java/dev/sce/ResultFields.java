package dev.sce;

import dev.sce.support.Seconds;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of a result under their customary snake_case names, times in seconds. The rows of the
 * module {@code json} have the same fields, and a test there compares them.
 */
final class ResultFields {
  private ResultFields() {}

  static Map<String, Object> of(ExecutionResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", result.key());
    fields.put("outcome", result.outcome().name());
    fields.put("timed_out", result.timedOut());
    fields.put("had_error", result.hadError());
    fields.put("elapsed", Seconds.of(result.elapsed()));
    fields.put("cwd", result.cwd().map(Path::toString).orElse(null));
    fields.put("expected_num_commands", result.expectedNumCommands());
    fields.put("writing_time", Seconds.of(result.writingTime()));
    fields.put("cleanup_time", Seconds.of(result.cleanupTime()));
    fields.put("preprocess_time", Seconds.of(result.preprocessTime()));
    fields.put("command_results", result.commandResults().stream().map(ResultFields::of).toList());
    fields.put("tracked_files", trackedTexts(result));
    fields.put("isolation", result.isolation().orElse(Isolation.NONE).label());
    result.enforcement().ifPresent(how -> fields.put("enforcement", how.toString()));
    fields.put("retried", result.retried());
    if (result.reused() != Reused.NO) {
      fields.put("reused", result.reused().name().toLowerCase(Locale.ROOT));
    }
    result.error().ifPresent(error -> fields.put("error", error));
    return fields;
  }

  private static Map<String, Object> of(CommandResult command) {
    Map<String, Object> fields = new LinkedHashMap<>();
    boolean ran = command.returnCode() != CommandResult.NO_RETURN_CODE;
    fields.put("outcome", command.outcome().name());
    fields.put("return_code", ran ? command.returnCode() : null);
    fields.put("signal", command.signal() == 0 ? null : command.signal());
    fields.put("runtime", Seconds.of(command.runtime()));
    fields.put("cpu_time", command.cpuTime().map(Seconds::of).orElse(null));
    fields.put("peak_memory_bytes", command.peakMemory().map(DataSize::bytes).orElse(null));
    fields.put("stdout", command.stdout());
    fields.put("stderr", command.stderr());
    fields.put("stdout_truncated", command.out().truncated());
    fields.put("stderr_truncated", command.err().truncated());
    fields.put("timed_out", command.timedOut());
    fields.put("had_unexpected_error", command.hadUnexpectedError());
    fields.put("launcher", command.launcher().label());
    if (command.leftBehind() > 0) {
      fields.put("left_behind", command.leftBehind());
    }
    command.error().ifPresent(error -> fields.put("error", error));
    return fields;
  }

  private static Map<String, Object> trackedTexts(ExecutionResult result) {
    Map<String, Object> texts = new LinkedHashMap<>();
    result.trackedFiles().forEach((name, file) -> texts.put(name, file.text().orElse(null)));
    return texts;
  }
}

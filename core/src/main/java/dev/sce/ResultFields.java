package dev.sce;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a result under their customary snake_case names, times in seconds. */
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
    fields.put("tracked_files", trackedTexts(result));
    fields.put("expected_num_commands", result.expectedNumCommands());
    fields.put("writing_time", Seconds.of(result.writingTime()));
    fields.put("cleanup_time", Seconds.of(result.cleanupTime()));
    fields.put("preprocess_time", Seconds.of(result.preprocessTime()));
    fields.put("isolation", result.isolation().orElse(Isolation.NONE).label());
    fields.put("retried", result.retried());
    return fields;
  }

  private static Map<String, Object> trackedTexts(ExecutionResult result) {
    Map<String, Object> texts = new LinkedHashMap<>();
    result.trackedFiles().forEach((name, file) -> texts.put(name, file.text().orElse(null)));
    return texts;
  }
}

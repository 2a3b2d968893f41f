package dev.sce.spark;

import org.apache.spark.sql.types.StructType;

/** The columns of results: the fields of the command's rows, under their names. */
final class ResultSchema {
  private static final String COMMAND =
      "outcome STRING, return_code INT, signal INT, runtime DOUBLE, cpu_time DOUBLE,"
          + " peak_memory_bytes BIGINT, stdout STRING, stderr STRING, stdout_base64 STRING,"
          + " stderr_base64 STRING, stdout_truncated BOOLEAN, stderr_truncated BOOLEAN,"
          + " timed_out BOOLEAN, had_unexpected_error BOOLEAN, launcher STRING, left_behind INT,"
          + " error STRING";

  private static final String TEST =
      "name STRING, verdict STRING, runtime DOUBLE, peak_memory_bytes BIGINT, detail STRING";

  /** The columns of programs that ran. */
  static final StructType RUN =
      StructType.fromDDL(
          "index BIGINT, id STRING, outcome STRING, timed_out BOOLEAN, had_error BOOLEAN,"
              + " elapsed DOUBLE, expected_num_commands INT, writing_time DOUBLE,"
              + " cleanup_time DOUBLE, preprocess_time DOUBLE, command_results ARRAY<STRUCT<"
              + COMMAND
              + ">>, tracked_files MAP<STRING, STRING>, tracked_files_base64 MAP<STRING, STRING>,"
              + " tracked_files_refused MAP<STRING, STRING>, isolation STRING, enforcement STRING,"
              + " retried BOOLEAN, reused STRING, error STRING");

  /** The columns of samples that were judged. */
  static final StructType EVAL =
      StructType.fromDDL(
          "index BIGINT, task_id STRING, sample INT, sample_hash STRING, known_problem BOOLEAN,"
              + " verdict STRING, judge STRING, passed BOOLEAN, score DOUBLE, reward DOUBLE,"
              + " runtime DOUBLE, peak_memory_bytes BIGINT, launchers MAP<STRING, INT>,"
              + " test_verdicts MAP<STRING, INT>, duplicate_of BIGINT, submission STRING,"
              + " expected ARRAY<STRING>, as_expected BOOLEAN, groups MAP<STRING, STRING>,"
              + " detail STRING, tests ARRAY<STRUCT<"
              + TEST
              + ">>");

  private ResultSchema() {}
}

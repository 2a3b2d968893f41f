package dev.sce.report.page;

import dev.sce.eval.results.JudgedRow;
import dev.sce.eval.results.JudgedSamples;
import dev.sce.json.Json;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page of one sample shows besides the numbers in {@link Columns}, as JSON. */
final class SampleDetail {
  private static final int LONGEST_PROGRAM = 60_000;
  private static final int LONGEST_MESSAGE = 2000;
  private static final int MOST_TESTS = 200;
  private static final int MOST_MESSAGES = 20;

  private SampleDetail() {}

  static byte[] json(JudgedRow row, @Nullable JudgedSamples programs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("score", row.score());
    fields.put("hash", row.hash());
    if (row.duplicateOf() != null) {
      fields.put("duplicateOf", row.duplicateOf());
    }
    if (row.detail() != null) {
      fields.put("detail", row.detail());
    }
    if (programs != null) {
      programs.sample(row).ifPresent(sample -> program(fields, sample, programs.program(row)));
    }
    if (!row.tests().isEmpty()) {
      fields.put("tests", tests(row.tests()));
      if (row.tests().size() > MOST_TESTS) {
        fields.put("testsLeftOut", row.tests().size() - MOST_TESTS);
      }
    }
    return Json.MAPPER.writeValueAsBytes(fields);
  }

  private static void program(Map<String, Object> fields, Sample sample, String program) {
    boolean tooLong = program.length() > LONGEST_PROGRAM;
    fields.put("program", Json.writable(tooLong ? program.substring(0, LONGEST_PROGRAM) : program));
    if (tooLong) {
      fields.put("programLeftOut", program.length() - LONGEST_PROGRAM);
    }
    if (sample.language() != null) {
      fields.put("language", Json.writable(sample.language()));
    }
    if (!sample.complete()) {
      int at = program.indexOf(sample.code());
      fields.put("promptLines", at < 0 ? 0 : (int) program.substring(0, at).lines().count());
    }
  }

  /** Name, verdict, seconds and message of each; messages of the first ones that failed only. */
  private static List<List<@Nullable Object>> tests(List<JudgedRow.Test> tests) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    int messages = 0;
    for (JudgedRow.Test test : tests.subList(0, Math.min(tests.size(), MOST_TESTS))) {
      List<@Nullable Object> fields = new ArrayList<>();
      fields.add(test.name());
      fields.add(Columns.code(test.verdict()));
      fields.add(test.seconds());
      if (test.detail() != null && test.verdict() != Verdict.PASSED && messages < MOST_MESSAGES) {
        messages++;
        fields.add(shortened(test.detail()));
      }
      all.add(fields);
    }
    return all;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE
        ? text
        : Json.writable(text.substring(0, LONGEST_MESSAGE)) + " …";
  }
}

package dev.sce.judge.call;

import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.support.Seconds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Compares what a program answered with what was expected. */
final class AnswerComparison {
  private static final int SHOWN = 200;

  private final PythonEquality equality;

  AnswerComparison(EqualityRules rules) {
    equality = new PythonEquality(rules);
  }

  TestResult judge(Call call, Answer answer) {
    Duration time = Seconds.toDuration(answer.seconds());
    return switch (answer.status()) {
      case "ok" -> compare(call, answer, time);
      case "timeout" -> test(call, Verdict.TIMED_OUT, time, "no answer in time");
      case "large" -> test(call, Verdict.OUTPUT_LIMIT, time, "the value is far too large");
      case "error" -> test(call, Verdict.RUNTIME_ERROR, time, text(answer));
      default -> test(call, Verdict.RUNTIME_ERROR, time, "the process ended: " + text(answer));
    };
  }

  private TestResult compare(Call call, Answer answer, Duration time) {
    PythonValue expected = PythonValue.ofJson(PythonJson.MAPPER.readTree(call.expected()));
    PythonValue actual;
    try {
      actual = PythonValue.ofAnswer(PythonJson.MAPPER.readTree(answer.json()));
    } catch (JacksonException e) {
      return test(call, Verdict.RUNTIME_ERROR, time, "the program spoiled its own answer");
    }
    if (equality.matches(expected, actual)) {
      return test(call, Verdict.PASSED, time, null);
    }
    String detail = "expected " + shown(call.expected()) + ", got " + shown(answer.json());
    return test(call, Verdict.FAILED, time, detail);
  }

  /** Returns the message in an answer, as far as it can be read. */
  static String text(Answer answer) {
    try {
      JsonNode json = PythonJson.MAPPER.readTree(answer.json());
      return shown(json.isString() ? json.asString() : json.toString());
    } catch (JacksonException e) {
      return shown(answer.json());
    }
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private static TestResult test(
      Call call, Verdict verdict, Duration time, @Nullable String detail) {
    return new TestResult(call.name(), verdict, time, null, detail);
  }
}

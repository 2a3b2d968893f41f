package dev.sce.datasets;

import dev.sce.judge.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects the samples of one row. */
final class SampleCollector {
  private static final List<String> PARTIAL = List.of("completion", "completions");
  private static final List<String> WHOLE =
      List.of(
          "solution",
          "solutions",
          "code",
          "codes",
          "code_list",
          "program",
          "programs",
          "samples",
          "predictions");
  private static final List<String> ANSWERS =
      List.of(
          "response",
          "responses",
          "generation",
          "generations",
          "output",
          "outputs",
          "output_list",
          "predict",
          "messages",
          "conversations",
          "choices",
          "text",
          "texts",
          "content");

  final List<SampleRow> rows = new ArrayList<>();
  private final String place;
  private final String problemId;
  private final Map<String, Integer> counts;

  /** What a field holds; those of the first kind that a row has count. */
  enum Kind {
    PARTIAL,
    WHOLE,
    ANSWER;

    private List<String> fields() {
      return switch (this) {
        case PARTIAL -> SampleCollector.PARTIAL;
        case WHOLE -> SampleCollector.WHOLE;
        case ANSWER -> SampleCollector.ANSWERS;
      };
    }
  }

  /**
   * Makes a collector.
   *
   * @param counts how many samples of each problem there were before; is kept up to date
   */
  SampleCollector(String place, String problemId, Map<String, Integer> counts) {
    this.place = place;
    this.problemId = problemId;
    this.counts = counts;
  }

  /** Adds what the first field holds that has samples. */
  void object(JsonNode json, @Nullable String language) {
    for (Kind kind : Kind.values()) {
      for (String field : kind.fields()) {
        JsonNode value = json.get(field);
        if (value != null && !value.isNull()) {
          value(field, value, kind, language);
          return;
        }
      }
    }
    invalid(noSample(json));
  }

  private static String noSample(JsonNode json) {
    String fields = String.join(", ", json.propertyNames());
    boolean isProblem = json.has("prompt") || json.has("test") || json.has("tests");
    return "there is no sample: the row has "
        + (fields.isEmpty() ? "no fields" : fields)
        + (isProblem ? ", so it looks like a problem" : "")
        + "; put code into 'completion' or 'solution', or a model's answer into 'response'";
  }

  private void value(String field, JsonNode value, Kind kind, @Nullable String language) {
    if (value.isString()) {
      add(value.asString(), kind, language);
    } else if (value.isArray() && value.isEmpty()) {
      invalid("field '" + field + "' is an empty list");
    } else if (ModelAnswers.isChat(value)) {
      answers(field, value, language);
    } else if (value.isArray()) {
      value.forEach(element -> element(field, element, kind, language));
    } else if (value.isObject() && kind == Kind.ANSWER) {
      answers(field, value, language);
    } else {
      invalid("field '" + field + "' is neither a text nor a list");
    }
  }

  private void element(String field, JsonNode value, Kind kind, @Nullable String language) {
    if (value.isString()) {
      add(value.asString(), kind, language);
    } else if (kind == Kind.ANSWER && (value.isObject() || ModelAnswers.isChat(value))) {
      answers(field, value, language);
    } else if (value.isObject()) {
      object(value, SampleReader.language(value, language));
    } else {
      invalid("an element of '" + field + "' is neither a text nor an object");
    }
  }

  /** Adds the answers in what an interface to a model returned. */
  void answers(String field, JsonNode value, @Nullable String language) {
    List<String> texts = ModelAnswers.of(value);
    if (texts.isEmpty()) {
      invalid("field '" + field + "' has no answer of a model");
    }
    texts.forEach(text -> add(text, Kind.ANSWER, language));
  }

  /** Adds all texts in lists within lists. */
  void nested(String field, JsonNode value, Kind kind) {
    if (value.isArray() && !value.isEmpty()) {
      value.forEach(element -> nested(field, element, kind));
    } else {
      value(field, value, kind, null);
    }
  }

  void add(String code, Kind kind, @Nullable String language) {
    int number = counts.merge(problemId, 1, Integer::sum) - 1;
    Sample sample = new Sample(problemId, number, code, kind != Kind.PARTIAL, language);
    Origin origin = kind == Kind.ANSWER ? Origin.ANSWER : Origin.CODE;
    rows.add(new SampleRow.Valid(place, sample, null, origin));
  }

  void invalid(String problem) {
    rows.add(new SampleRow.Invalid(place, problemId, problem));
  }

  /**
   * Notes how another judge has judged the samples, so that both can be compared.
   *
   * @param judge who that was
   * @param verdicts whether each passed; ignored if there are not as many as samples
   */
  void judgedBefore(String judge, List<Boolean> verdicts) {
    for (int i = 0; i < rows.size() && rows.size() == verdicts.size(); i++) {
      if (rows.get(i) instanceof SampleRow.Valid valid) {
        rows.set(i, valid.with(EarlierVerdict.of(judge, verdicts.get(i))));
      }
    }
  }
}

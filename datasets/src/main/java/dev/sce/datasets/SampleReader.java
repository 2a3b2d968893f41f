package dev.sce.datasets;

import dev.sce.judge.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads samples as the field writes them: one object for each sample, or for each problem with a
 * list.
 *
 * <p>The problem is named by {@code task_id}, {@code problem_id}, {@code question_id}, {@code
 * problem} or {@code name}. Code that continues the problem's prompt stands in {@code completion}
 * or {@code completions}, a whole program in {@code solution}, {@code solutions}, {@code code},
 * {@code codes}, {@code code_list}, {@code program} or {@code programs}; each may be a text or a
 * list of texts. {@code samples} (also {@code predictions}) is a list of texts that are whole
 * programs, or of objects with the fields above. {@code language} may say the language.
 *
 * <p>A row without code may have a model's answers, from which programs are taken ({@link
 * Extracting}): {@code response}, {@code generation}, {@code output}, {@code output_list}, {@code
 * text} or {@code content}, also in the plural.
 *
 * @param ids fields that may name the problem, the first present one counts
 * @param problemId turns what a row calls a problem into the problem's id
 */
public record SampleReader(List<String> ids, UnaryOperator<String> problemId) {
  /** Reads the usual formats; a problem has the id that the row says. */
  public static final SampleReader DEFAULT =
      new SampleReader(
          List.of("task_id", "problem_id", "question_id", "problem", "name"),
          UnaryOperator.identity());

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
          "text",
          "texts",
          "content");

  /** What a field holds; those of the first kind that a row has count. */
  private enum Kind {
    PARTIAL,
    WHOLE,
    ANSWER;

    List<String> fields() {
      return switch (this) {
        case PARTIAL -> SampleReader.PARTIAL;
        case WHOLE -> SampleReader.WHOLE;
        case ANSWER -> SampleReader.ANSWERS;
      };
    }
  }

  /** Copies the list. */
  public SampleReader {
    ids = List.copyOf(ids);
  }

  /** Returns a reader of the same rows with another reading of what they call a problem. */
  public SampleReader withProblemId(UnaryOperator<String> function) {
    return new SampleReader(ids, function);
  }

  /** Reads a file; samples of a problem are numbered in the order they stand there. */
  public Stream<SampleRow> read(Path file) {
    Map<String, Integer> counts = new HashMap<>();
    return JsonRows.samples(file, (row, _) -> rows(row, counts));
  }

  /**
   * Reads one row.
   *
   * @param counts how many samples of each problem there were before; is kept up to date
   */
  public List<SampleRow> rows(JsonRow row, Map<String, Integer> counts) {
    JsonNode json = row.json();
    String named = id(json);
    if (named == null) {
      String problem = "none of the fields " + String.join(", ", ids) + " names a problem";
      return List.of(new SampleRow.Invalid(row.place(), "", problem));
    }
    return rowsOf(problemId.apply(named), row, counts);
  }

  /**
   * Reads one row whose problem is known.
   *
   * @param counts how many samples of each problem there were before; is kept up to date
   */
  public List<SampleRow> rowsOf(String problem, JsonRow row, Map<String, Integer> counts) {
    Collector collector = new Collector(row.place(), problem, counts);
    collector.object(row.json(), language(row.json(), null));
    return collector.rows;
  }

  private @Nullable String id(JsonNode json) {
    for (String field : ids) {
      JsonNode value = json.get(field);
      if (value != null && (value.isString() || value.isIntegralNumber())) {
        return value.asString();
      }
    }
    return null;
  }

  private static @Nullable String language(JsonNode json, @Nullable String other) {
    JsonNode value = json.get("language");
    return value != null && value.isString() ? value.asString() : other;
  }

  /** Collects the samples of one row. */
  private static final class Collector {
    final List<SampleRow> rows = new ArrayList<>();
    private final String place;
    private final String problemId;
    private final Map<String, Integer> counts;

    Collector(String place, String problemId, Map<String, Integer> counts) {
      this.place = place;
      this.problemId = problemId;
      this.counts = counts;
    }

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
      invalid(
          "there is no sample: none of "
              + PARTIAL
              + ", "
              + WHOLE
              + " and "
              + ANSWERS
              + " is there");
    }

    private void value(String field, JsonNode value, Kind kind, @Nullable String language) {
      if (value.isString()) {
        int number = counts.merge(problemId, 1, Integer::sum) - 1;
        boolean whole = kind != Kind.PARTIAL;
        Sample sample = new Sample(problemId, number, value.asString(), whole, language);
        Origin origin = kind == Kind.ANSWER ? Origin.ANSWER : Origin.CODE;
        rows.add(new SampleRow.Valid(place, sample, null, origin));
      } else if (value.isArray() && value.isEmpty()) {
        invalid("field '" + field + "' is an empty list");
      } else if (value.isArray()) {
        value.forEach(element -> element(field, element, kind, language));
      } else {
        invalid("field '" + field + "' is neither a text nor a list");
      }
    }

    private void element(String field, JsonNode value, Kind kind, @Nullable String language) {
      if (value.isString()) {
        value(field, value, kind, language);
      } else if (value.isObject()) {
        object(value, language(value, language));
      } else {
        invalid("an element of '" + field + "' is neither a text nor an object");
      }
    }

    private void invalid(String problem) {
      rows.add(new SampleRow.Invalid(place, problemId, problem));
    }
  }
}

package dev.sce.datasets;

import java.nio.file.Path;
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
 * problem}, {@code name}, {@code custom_id} or {@code id}. Code that continues the problem's prompt
 * stands in {@code completion} or {@code completions}, a whole program in {@code solution}, {@code
 * solutions}, {@code code}, {@code codes}, {@code code_list}, {@code program} or {@code programs};
 * each may be a text or a list of texts. {@code samples} (also {@code predictions}) is a list of
 * texts that are whole programs, or of objects with the fields above. {@code language} may say the
 * language.
 *
 * <p>A row without code may have a model's answers, from which programs are taken ({@link
 * Extracting}), as texts, lists of texts, chats, or as interfaces to models return them: {@code
 * response}, {@code generation}, {@code output}, {@code output_list}, {@code messages}, {@code
 * choices}, {@code text} or {@code content}. Rows of lm-eval and of batches of requests are read
 * too; docs/samples.md lists all of them.
 *
 * @param ids fields that may name the problem, the first present one counts
 * @param problemId turns what a row calls a problem into the problem's id
 */
public record SampleReader(List<String> ids, UnaryOperator<String> problemId) {
  /** Reads the usual formats; a problem has the id that the row says. */
  public static final SampleReader DEFAULT =
      new SampleReader(
          List.of("task_id", "problem_id", "question_id", "problem", "name", "custom_id", "id"),
          UnaryOperator.identity());

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
      String problem =
          "none of the fields "
              + String.join(", ", ids)
              + " names a problem; the row has "
              + String.join(", ", json.propertyNames());
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
    JsonNode json = row.json();
    SampleCollector samples = new SampleCollector(row.place(), problem, counts);
    if (json.path("doc").isObject() && json.has("resps")) {
      harness(samples, json);
    } else if (json.has("custom_id") && (json.has("response") || json.has("error"))) {
      batch(samples, json);
    } else {
      samples.object(json, language(json, null));
      EarlierVerdict.addTo(samples, json);
    }
    return samples.rows;
  }

  /** Reads a row of lm-eval, whose filters make whole programs of what models wrote. */
  private static void harness(SampleCollector samples, JsonNode row) {
    JsonNode filtered = row.path("filtered_resps");
    boolean isFiltered = !filtered.isEmpty() && !equalTexts(filtered, row.get("resps"));
    if (isFiltered) {
      samples.nested("filtered_resps", filtered, SampleCollector.Kind.WHOLE);
    } else {
      samples.nested("resps", row.get("resps"), SampleCollector.Kind.PARTIAL);
    }
  }

  private static boolean equalTexts(JsonNode one, JsonNode other) {
    return texts(one).equals(texts(other));
  }

  private static List<String> texts(JsonNode value) {
    return value.isArray()
        ? value.valueStream().flatMap(element -> texts(element).stream()).toList()
        : List.of(value.asString(""));
  }

  /** Reads a row of a batch of requests, of which each may have failed. */
  private static void batch(SampleCollector samples, JsonNode row) {
    JsonNode error = row.path("error");
    int status = row.path("response").path("status_code").asInt(200);
    if (error.isNull() || error.isMissingNode()) {
      if (status == 200) {
        samples.answers("response", row.path("response"), language(row, null));
      } else {
        samples.invalid("the request for it failed with status " + status + "; send it again");
      }
    } else {
      String why = error.path("message").asString(error.path("code").asString(""));
      samples.invalid(
          "the request for it failed; send it again" + (why.isEmpty() ? "" : ": " + why));
    }
  }

  private @Nullable String id(JsonNode json) {
    String id = firstId(json);
    return id == null && json.path("doc").isObject() ? firstId(json.path("doc")) : id;
  }

  private @Nullable String firstId(JsonNode json) {
    for (String field : ids) {
      JsonNode value = json.get(field);
      if (value != null && (value.isString() || value.isIntegralNumber())) {
        return value.asString();
      }
    }
    return null;
  }

  static @Nullable String language(JsonNode json, @Nullable String other) {
    JsonNode value = json.get("language");
    return value != null && value.isString() ? value.asString() : other;
  }
}

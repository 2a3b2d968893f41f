package dev.sce.datasets.checked;

import dev.sce.datasets.Authored;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.SampleRow;
import dev.sce.judge.Sample;
import dev.sce.judge.language.LanguageTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * The submissions of a row, each known to be right or wrong: lists of objects with {@code code} and
 * {@code language} in CodeContests+, an object of two lists in CodeContests.
 *
 * @param table the languages that are known
 * @param counts how many samples of each problem there were before; is kept up to date
 */
record PlusSubmissions(LanguageTable table, Map<String, Integer> counts) {
  /** The only columns that are read of a Parquet file of problems. */
  static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "correct_submissions",
          "incorrect_submissions",
          "solutions",
          "incorrect_solutions");

  /** Programs of many years, so it is not told which standard they keep to. */
  private static final String ANY_CPP = "cpp-any";

  /** Whether a row has submissions, rather than samples of a model. */
  static boolean areIn(JsonRow row) {
    return row.json().path("correct_submissions").isArray()
        || row.json().path("incorrect_submissions").isArray()
        || row.json().path("solutions").path("solution").isArray();
  }

  /** Returns those that are right. */
  List<SampleRow> correct(JsonRow row) {
    List<SampleRow> samples = new ArrayList<>();
    Authored right = new Authored("", List.of("accepted"), grade -> grade.passed());
    for (String field : List.of("correct_submissions", "solutions")) {
      add(samples, row, row.json().path(field), "correct", right);
    }
    return samples;
  }

  /** Returns those that are right, and those that are wrong in whatever way. */
  List<SampleRow> all(JsonRow row) {
    List<SampleRow> samples = correct(row);
    Authored wrong =
        new Authored(
            "", List.of("rejected"), grade -> grade.verdict().isJudgement() && !grade.passed());
    for (String field : List.of("incorrect_submissions", "incorrect_solutions")) {
      add(samples, row, row.json().path(field), "incorrect", wrong);
    }
    return samples;
  }

  private void add(
      List<SampleRow> samples, JsonRow row, JsonNode group, String label, Authored says) {
    String problem = PlusProblem.id(row);
    int[] index = {0};
    each(
        group,
        (code, language) -> {
          String name = label + "/" + index[0]++;
          int number = counts.merge(problem, 1, Integer::sum) - 1;
          String known = language(language);
          if (!code.isString() || table.find(known).isEmpty()) {
            String why =
                code.isString()
                    ? "is in a language that is not known: " + language
                    : "has no text 'code'";
            samples.add(new SampleRow.Invalid(row.place(), problem, name + " " + why));
            return;
          }
          Sample sample = new Sample(problem, number, code.asString(), true, known);
          Authored authored = new Authored(name, says.expected(), says.isMet());
          samples.add(new SampleRow.Valid(row.place(), sample, authored));
        });
  }

  private static void each(JsonNode group, BiConsumer<JsonNode, JsonNode> program) {
    if (group.isObject()) {
      JsonNode codes = group.path("solution");
      for (int i = 0; i < codes.size(); i++) {
        program.accept(codes.path(i), group.path("language").path(i));
      }
    } else {
      for (JsonNode submission : group) {
        JsonNode code = submission.path("code");
        program.accept(
            code.isMissingNode() ? submission.path("solution") : code, submission.path("language"));
      }
    }
  }

  /** Returns the name by which the table knows a language, or else the row's own. */
  private static String language(JsonNode value) {
    if (value.isIntegralNumber()) {
      return switch (value.asInt()) {
        case 1 -> "python2";
        case 2 -> ANY_CPP;
        case 3 -> "python";
        case 4 -> "java";
        default -> value.asString();
      };
    }
    String name = value.asString("").strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "cpp", "c++" -> ANY_CPP;
      default -> name;
    };
  }
}

package dev.sce.server.api;

import dev.sce.LimitOverrides;
import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.DataSets;
import dev.sce.json.Json;
import dev.sce.json.rows.InvalidRowException;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The first line of an evaluation: which problems, and how they are judged.
 *
 * @param set the data set
 * @param problems its problems, sent along; absent: those that the server has
 * @param canonical whether its reference solutions are judged instead of samples
 * @param ks the k of pass@k; empty: the usual ones
 * @param limits that hold for every command instead of the data set's
 */
record EvalHeader(
    DataSet set,
    @Nullable JsonNode problems,
    boolean canonical,
    List<Integer> ks,
    LimitOverrides limits) {
  private static final Set<String> MEMBERS =
      Set.of("dataset", "problems", "canonical", "k", "limits", "language", "checker");

  static EvalHeader read(byte[] line, LanguageTable languages) throws Refusal {
    JsonNode json;
    try {
      json = Json.BOUNDED.readTree(line);
    } catch (JacksonException e) {
      throw new Refusal(400, "line 1: " + Json.problem(e));
    }
    if (!json.isObject() || !json.path("dataset").isString()) {
      throw new Refusal(
          400, "line 1 must be an object with 'dataset', such as {\"dataset\": \"humaneval\"}");
    }
    for (String name : json.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw new Refusal(
            400, "line 1: there is no member '" + name + "', only " + new TreeSet<>(MEMBERS));
      }
    }
    JsonNode problems = json.get("problems");
    if (problems != null && !problems.isArray()) {
      throw new Refusal(400, "line 1: 'problems' must be an array of the data set's rows");
    }
    try {
      return new EvalHeader(
          dataSet(json, languages),
          problems,
          json.path("canonical").asBoolean(false),
          ks(json),
          limits(json.path("limits")));
    } catch (InvalidRowException | IllegalArgumentException e) {
      throw new Refusal(400, "line 1: limits: " + e.getMessage());
    }
  }

  private static LimitOverrides limits(JsonNode limits) throws InvalidRowException {
    for (String name : limits.propertyNames()) {
      if (!ProgramRow.LIMITS.contains(name)) {
        throw new InvalidRowException(
            "there is no '" + name + "', only " + new TreeSet<>(ProgramRow.LIMITS));
      }
    }
    return ProgramRow.limits(limits);
  }

  private static DataSet dataSet(JsonNode json, LanguageTable languages) throws Refusal {
    JsonNode language = json.get("language");
    JsonNode checker = json.get("checker");
    if (language != null && languages.find(language.asString("")).isEmpty()) {
      throw new Refusal(400, "line 1: there is no language " + language);
    }
    DataSetSettings settings =
        new DataSetSettings(
            new GraderSettings(languages, JudgeProcess.APART, false),
            language == null ? null : language.asString(),
            checker == null ? null : checker(checker.asString()),
            null);
    String name = json.get("dataset").stringValue();
    return DataSets.find(name, settings)
        .orElseThrow(
            () ->
                new Refusal(
                    400,
                    "line 1: there is no data set '"
                        + name
                        + "'; choose one of "
                        + DataSets.all(settings).stream()
                            .map(DataSet::name)
                            .collect(Collectors.joining(", "))));
  }

  private static Checker checker(String text) throws Refusal {
    try {
      return Checkers.named(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "line 1: checker: " + e.getMessage());
    }
  }

  private static List<Integer> ks(JsonNode json) throws Refusal {
    List<Integer> ks = new ArrayList<>();
    for (JsonNode k : json.path("k")) {
      if (!k.isIntegralNumber() || !k.canConvertToInt() || k.intValue() < 1) {
        throw new Refusal(400, "line 1: 'k' must be an array of numbers above 0");
      }
      ks.add(k.intValue());
    }
    return ks;
  }
}

package dev.sce.datasets.answers;

import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.SampleRow;
import dev.sce.json.ByteCounter;
import dev.sce.json.InputSource;
import dev.sce.json.InvalidDataException;
import dev.sce.json.Json;
import dev.sce.judge.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads answers: rows that name their problem, or one object whose fields are problems, each with a
 * list of texts, as CRUXEval's tools write them.
 *
 * <p>Such rows often repeat their problem, whose program is in {@code code} and whose value is in
 * {@code output}, so that only names which mean nothing but an answer are looked at.
 *
 * @param id gives the problem of a row; empty where it names none
 */
record AnswerRows(Function<JsonRow, Optional<String>> id) {
  private static final List<String> FIELDS =
      List.of(
          "pred_list",
          "answers",
          "answer",
          "predictions",
          "prediction",
          "completions",
          "completion",
          "generations",
          "generation",
          "responses",
          "response",
          "output_list",
          "samples");

  Stream<SampleRow> read(Path file) {
    Map<String, Integer> counts = new HashMap<>();
    return object(file)
        .map(all -> ofObject(file, all, counts).stream())
        .orElseGet(() -> JsonRows.samples(file, (row, _) -> ofRow(row, counts)));
  }

  /** Returns what a file holds that is one object, of lists only. */
  private static Optional<JsonNode> object(Path file) {
    InputSource source = new InputSource(file.toString());
    if (!source.isArray() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = source.open(new ByteCounter())) {
      return Optional.of(Json.MAPPER.readTree(in)).filter(AnswerRows::isOfLists);
    } catch (JacksonException e) {
      throw new InvalidDataException(file + ": " + Json.problem(e), e);
    } catch (IOException e) {
      throw new InvalidDataException(String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean isOfLists(JsonNode json) {
    return json.isObject() && !json.isEmpty() && json.valueStream().allMatch(JsonNode::isArray);
  }

  private static List<SampleRow> ofObject(Path file, JsonNode all, Map<String, Integer> counts) {
    List<SampleRow> rows = new ArrayList<>();
    all.forEachEntry((key, list) -> add(rows, file + ": " + key, key, list, counts));
    return rows;
  }

  private List<SampleRow> ofRow(JsonRow row, Map<String, Integer> counts) {
    List<SampleRow> rows = new ArrayList<>();
    Optional<String> problem = id.apply(row);
    String field = FIELDS.stream().filter(row::has).findFirst().orElse(null);
    if (problem.isEmpty()) {
      rows.add(new SampleRow.Invalid(row.place(), "", "no field names a problem"));
    } else if (field == null) {
      rows.add(
          new SampleRow.Invalid(
              row.place(),
              problem.get(),
              "there is no answer: none of the fields " + String.join(", ", FIELDS)));
    } else {
      add(rows, row.place(), problem.get(), row.json().get(field), counts);
    }
    return rows;
  }

  private static void add(
      List<SampleRow> rows,
      String place,
      String problem,
      JsonNode value,
      Map<String, Integer> counts) {
    if (value.isArray() && !value.isEmpty()) {
      value.forEach(element -> add(rows, place, problem, element, counts));
    } else if (value.isString()) {
      int number = counts.merge(problem, 1, Integer::sum) - 1;
      Sample sample = new Sample(problem, number, value.asString(), true, null);
      rows.add(new SampleRow.Valid(place, sample));
    } else {
      rows.add(
          new SampleRow.Invalid(
              place,
              problem,
              value.isArray()
                  ? "the list of answers is empty"
                  : "an answer is neither a text nor a list of them"));
    }
  }
}

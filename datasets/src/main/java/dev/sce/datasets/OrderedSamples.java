package dev.sce.datasets;

import dev.sce.json.InputRow;
import dev.sce.json.InvalidDataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Samples without names of problems: a list for each problem, in the order of the problems, as
 * bigcode's harness writes generations and LiveCodeBench's custom evaluator reads them. Elements
 * are whole programs.
 */
final class OrderedSamples {
  private OrderedSamples() {}

  /** Whether the first row of a file is a list. */
  static boolean isOne(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (Stream<InputRow> rows = JsonRows.raw(file)) {
      return rows.findFirst().map(InputRow::json).filter(JsonNode::isArray).isPresent();
    }
  }

  /** Returns for how many problems there are lists. */
  static long count(Path file) {
    try (Stream<InputRow> rows = JsonRows.raw(file)) {
      return rows.count();
    }
  }

  /**
   * Reads them.
   *
   * @param problems the ids of all problems
   * @param fewer whether lists for the first problems only are meant
   */
  static Stream<SampleRow> read(Path file, List<String> problems, boolean fewer) {
    long lists = count(file);
    if (lists > problems.size() || (lists < problems.size() && !fewer)) {
      throw new InvalidDataException(
          file
              + ": the rows are lists of samples without names of problems, for "
              + lists
              + " problems in their order, but the data set has "
              + problems.size()
              + "; "
              + (lists > problems.size()
                  ? "give the problems that the samples are for"
                  : "add --samples-order problems if they are for the first " + lists));
    }
    Map<String, Integer> counts = new HashMap<>();
    return JsonRows.raw(file).flatMap(row -> rows(row, problems, counts).stream());
  }

  private static List<SampleRow> rows(
      InputRow row, List<String> problems, Map<String, Integer> counts) {
    String problem = problems.get((int) row.index());
    JsonNode json = row.json();
    SampleCollector samples = new SampleCollector(row.place(), problem, counts);
    if (json == null) {
      samples.invalid(String.valueOf(row.problem()));
    } else if (!json.isArray()) {
      samples.invalid("the row is not a list of samples, as the first one is");
    } else {
      samples.nested("row", json, SampleCollector.Kind.WHOLE);
    }
    return samples.rows;
  }
}

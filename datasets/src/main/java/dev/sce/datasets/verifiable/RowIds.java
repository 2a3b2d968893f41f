package dev.sce.datasets.verifiable;

import dev.sce.datasets.JsonRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The ids of problems. A row may name its problem, or its place is its name. Files of training
 * repeat a problem for each of its samples, and mixtures use the same ids for several problems.
 * Used by one thread.
 */
final class RowIds {
  /** In the order in which they are looked for; the first one that a row has counts. */
  private static final List<String> FIELDS =
      List.of(
          "task_id",
          "problem_id",
          "question_id",
          "extra_info.index",
          "extra_info.id",
          "id",
          "hash_id",
          "uid",
          "name");

  private final List<String> byRow = new ArrayList<>();

  /** The problems of each id that rows have, by a digest of their tests. */
  private final Map<String, Map<String, String>> problems = new HashMap<>();

  /** What became of a row's id. */
  enum Use {
    /** It is that of a new problem. */
    NEW,
    /** The problem is known already. */
    REPEATED,
    /** Another problem has it, so this one has its place added. */
    RENAMED
  }

  /**
   * Adds the next row.
   *
   * @param digest the same for the same tests
   */
  Use add(JsonRow row, String digest) {
    String place = String.valueOf(byRow.size() + 1);
    String id = named(row).orElse(place);
    Map<String, String> sameId = problems.computeIfAbsent(id, _ -> new HashMap<>(2));
    String known = sameId.get(digest);
    if (known != null) {
      byRow.add(known);
      return Use.REPEATED;
    }
    String name = sameId.isEmpty() ? id : id + "@" + place;
    sameId.put(digest, name);
    byRow.add(name);
    return name.equals(id) ? Use.NEW : Use.RENAMED;
  }

  /** Returns the problem of the row that was added last. */
  String last() {
    return byRow.getLast();
  }

  /** Returns the problem of a row of the problems' own file. */
  Optional<String> ofRow(long index) {
    return index < byRow.size() ? Optional.of(byRow.get((int) index)) : Optional.empty();
  }

  int rows() {
    return byRow.size();
  }

  /** Returns the problem that a row names. */
  static Optional<String> named(JsonRow row) {
    for (String field : FIELDS) {
      JsonNode value;
      try {
        value = TestsField.at(row.json(), field);
      } catch (Unusable e) {
        // A text that cannot be read names nothing.
        continue;
      }
      if (value != null && (value.isString() || value.isIntegralNumber())) {
        return Optional.of(value.asString());
      }
    }
    return Optional.empty();
  }
}

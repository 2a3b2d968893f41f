package dev.sce.eval;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.json.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The problems of a data set by id, in their order. Immutable. */
public final class ProblemIndex {
  /** No problems, for judging samples whose problems come from elsewhere. */
  public static final ProblemIndex EMPTY = new ProblemIndex(Map.of());

  private static final Pattern NAMED_NUMBER = Pattern.compile("(?i:mbpp)/\\d+");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Map<String, Problem> problems;

  private ProblemIndex(Map<String, Problem> problems) {
    this.problems = problems;
  }

  /**
   * Reads a file of problems.
   *
   * @throws InvalidDataException when it cannot be used, has no problem, or one of them twice
   */
  public static ProblemIndex read(DataSet set, Path file) throws IOException {
    try (Stream<Problem> stream = set.problems(file)) {
      return of(stream, file.toString());
    }
  }

  /**
   * Takes problems from elsewhere.
   *
   * @param label where they are from, for messages
   */
  public static ProblemIndex of(Stream<Problem> stream, String label) {
    Map<String, Problem> problems = new LinkedHashMap<>();
    stream.forEachOrdered(
        problem -> {
          if (problems.put(problem.id(), problem) != null) {
            throw new InvalidDataException(
                label
                    + ": problem '"
                    + problem.id()
                    + "' is there twice (again as number "
                    + (problems.size() + 1)
                    + "); remove one of them");
          }
        });
    if (problems.isEmpty()) {
      throw new InvalidDataException(label + ": there are no problems in it");
    }
    return new ProblemIndex(problems);
  }

  /**
   * Returns a problem. Where a set is published with bare numbers for ids and with its name before
   * them ({@code 17}, {@code Mbpp/17}), either finds the other.
   */
  public Optional<Problem> find(String id) {
    Problem problem = problems.get(id);
    if (problem == null && NAMED_NUMBER.matcher(id).matches()) {
      problem = problems.get(id.substring(id.indexOf('/') + 1));
    } else if (problem == null && NUMBER.matcher(id).matches()) {
      problem = problems.get("Mbpp/" + id);
    }
    return Optional.ofNullable(problem);
  }

  /** Returns all ids in the order of the file. */
  public Set<String> ids() {
    return Collections.unmodifiableSet(problems.keySet());
  }

  /** Returns the ids of a shard: every so many-th problem of the file. */
  public Set<String> ids(Shard shard) {
    Set<String> own = new LinkedHashSet<>();
    int position = 0;
    for (String id : problems.keySet()) {
      if (shard.has(position++)) {
        own.add(id);
      }
    }
    return own;
  }

  /** Returns how many problems there are of each kind, the most frequent first. */
  public Map<String, Integer> kinds() {
    Map<String, Integer> counts = new TreeMap<>();
    problems.values().forEach(problem -> counts.merge(problem.task().label(), 1, Integer::sum));
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(kind -> sorted.put(kind.getKey(), kind.getValue()));
    return sorted;
  }

  /** Returns the number of problems. */
  public int size() {
    return problems.size();
  }
}

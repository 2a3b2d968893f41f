package dev.sce.eval.results;

import dev.sce.json.IndexedLines;
import dev.sce.json.UnusableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows of {@code results.jsonl} in the order of the samples, whatever their order in the file.
 * They are read as they are asked for. A last line that was torn by a crash is left out.
 *
 * <p>Used by one thread.
 */
public final class JudgedRows implements AutoCloseable {
  private final Path path;
  private final IndexedLines<String> lines;

  private JudgedRows(Path path, IndexedLines<String> lines) {
    this.path = path;
    this.lines = lines;
  }

  /**
   * Opens a file of results.
   *
   * @throws UnusableFileException if a line is no row of an evaluation, or one is there twice
   */
  public static JudgedRows open(Path path) throws IOException {
    // One text for all rows of a problem.
    Map<String, String> ids = new HashMap<>();
    return new JudgedRows(
        path,
        IndexedLines.open(
            path,
            line -> {
              IndexedLines.Head<String> head = RowParser.head(line);
              String id = ids.computeIfAbsent(head.key(), taskId -> taskId);
              return new IndexedLines.Head<>(head.index(), id);
            }));
  }

  /** Returns how many there are. */
  public int size() {
    return lines.size();
  }

  /** Returns the lines, each with its problem. */
  public IndexedLines<String> lines() {
    return lines;
  }

  /** Returns the rows in the order of the samples. */
  public Stream<JudgedRow> all() {
    return IntStream.range(0, lines.size()).mapToObj(this::row);
  }

  /** Returns the rows in the order of the samples, without what is said of equal samples. */
  Stream<JudgedRow> unexplained() {
    return IntStream.range(0, lines.size()).mapToObj(this::parsed);
  }

  /** Returns the rows of each problem, in the order of the problems' first samples. */
  public Stream<List<JudgedRow>> byProblem() {
    Map<String, List<Integer>> problems = new LinkedHashMap<>();
    for (int position = 0; position < lines.size(); position++) {
      problems.computeIfAbsent(lines.key(position), _ -> new ArrayList<>()).add(position);
    }
    return problems.values().stream().map(positions -> positions.stream().map(this::row).toList());
  }

  /**
   * Returns a row by its position in the order of the samples. One of a sample that was not run
   * says what is said of the equal one that was.
   */
  public JudgedRow row(int position) {
    JudgedRow row = parsed(position);
    Long original = row.duplicateOf();
    int at = original == null ? -1 : lines.position(original);
    return at < 0 ? row : row.explainedBy(parsed(at));
  }

  private JudgedRow parsed(int position) {
    try {
      return RowParser.row(lines.line(position));
    } catch (IllegalArgumentException e) {
      throw new UnusableFileException(
          path
              + ": the row with index "
              + lines.index(position)
              + " is not complete: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

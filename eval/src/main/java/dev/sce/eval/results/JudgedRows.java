package dev.sce.eval.results;

import dev.sce.json.ResultLines;
import dev.sce.json.UnusableFileException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code results.jsonl} in the order of the samples, whatever their order in the file.
 * Only where they stand is kept in memory. A last line that was torn by a crash is left out.
 *
 * <p>Used by one thread.
 */
public final class JudgedRows implements AutoCloseable {
  private final Path path;
  private final RandomAccessFile file;
  private final List<Place> places;

  /** Where a row stands. */
  private record Place(long index, String taskId, long offset, int length) {}

  private JudgedRows(Path path, RandomAccessFile file, List<Place> places) {
    this.path = path;
    this.file = file;
    this.places = places;
  }

  /**
   * Opens a file of results.
   *
   * @throws UnusableFileException if a line is no row of an evaluation, or one is there twice
   */
  public static JudgedRows open(Path path) throws IOException {
    List<Place> places = new ArrayList<>();
    Map<String, String> ids = new LinkedHashMap<>();
    long[] offset = {0};
    ResultLines.scan(path, line -> add(places, ids, offset, line));
    places.sort(Comparator.comparingLong(Place::index));
    for (int i = 1; i < places.size(); i++) {
      if (places.get(i).index == places.get(i - 1).index) {
        throw new UnusableFileException(
            path + ": index " + places.get(i).index + " occurs twice; remove one of the two rows");
      }
    }
    return new JudgedRows(path, new RandomAccessFile(path.toFile(), "r"), places);
  }

  private static @Nullable String add(
      List<Place> places, Map<String, String> ids, long[] offset, byte[] line) {
    try {
      RowParser.Head head = RowParser.head(line);
      // One text for all rows of a problem.
      String id = ids.computeIfAbsent(head.taskId(), taskId -> taskId);
      places.add(new Place(head.index(), id, offset[0], line.length));
    } catch (IllegalArgumentException e) {
      return "it is not a row of an evaluation";
    }
    offset[0] += line.length + 1L;
    return null;
  }

  /** Returns how many there are. */
  public int size() {
    return places.size();
  }

  /** Returns the rows in the order of the samples; they are read as they are asked for. */
  public Stream<JudgedRow> all() {
    return places.stream().map(this::read);
  }

  /** Returns the problems in the order of their first samples. */
  public List<String> problems() {
    return places.stream().map(Place::taskId).distinct().toList();
  }

  /** Returns the rows of each problem, in the order of {@link #problems()}. */
  public Stream<List<JudgedRow>> byProblem() {
    Map<String, List<Place>> problems = new LinkedHashMap<>();
    for (Place place : places) {
      problems.computeIfAbsent(place.taskId, _ -> new ArrayList<>()).add(place);
    }
    return problems.values().stream().map(list -> list.stream().map(this::read).toList());
  }

  private JudgedRow read(Place place) {
    try {
      byte[] line = new byte[place.length];
      file.seek(place.offset);
      file.readFully(line);
      return RowParser.row(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new UnusableFileException(
          path + ": the row with index " + place.index + " is not complete: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package dev.sce.json;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a results file by the index that each of them has, whatever their order in the file.
 * Only where they stand is kept in memory. A last line that was torn by a crash is left out.
 *
 * <p>Used by one thread.
 *
 * @param <K> what else is kept of each line
 */
public final class IndexedLines<K> implements AutoCloseable {
  private final RandomAccessFile file;
  private final List<Place<K>> places;

  /** Where a line stands. */
  private record Place<K>(long index, K key, long offset, int length) {}

  /**
   * What the beginning of a line says.
   *
   * @param <K> what is kept of it
   * @param index its index
   * @param key what is kept of it
   */
  public record Head<K>(long index, K key) {}

  private IndexedLines(RandomAccessFile file, List<Place<K>> places) {
    this.file = file;
    this.places = places;
  }

  /**
   * Opens a file.
   *
   * @param heads reads the beginning of a line; throws an {@link IllegalArgumentException} for one
   *     that is no result
   * @throws UnusableFileException if a line is no result, or one is there twice
   */
  public static <K> IndexedLines<K> open(Path path, Function<byte[], Head<K>> heads)
      throws IOException {
    List<Place<K>> places = new ArrayList<>();
    long[] offset = {0};
    ResultLines.scan(
        path,
        line -> add(places, heads, offset, line),
        "name a file that sce wrote its results to");
    places.sort(Comparator.comparingLong(Place::index));
    for (int i = 1; i < places.size(); i++) {
      if (places.get(i).index == places.get(i - 1).index) {
        throw new UnusableFileException(
            path + ": index " + places.get(i).index + " occurs twice; remove one of the two rows");
      }
    }
    return new IndexedLines<>(new RandomAccessFile(path.toFile(), "r"), places);
  }

  private static <K> @Nullable String add(
      List<Place<K>> places, Function<byte[], Head<K>> heads, long[] offset, byte[] line) {
    try {
      Head<K> head = heads.apply(line);
      places.add(new Place<>(head.index(), head.key(), offset[0], line.length));
    } catch (IllegalArgumentException e) {
      return "it is not a result row";
    }
    offset[0] += line.length + 1L;
    return null;
  }

  /** Returns how many there are. */
  public int size() {
    return places.size();
  }

  /** Returns the index of a line; positions are in the order of indices. */
  public long index(int position) {
    return places.get(position).index;
  }

  /** Returns the position of the line with an index; negative if there is none. */
  public int position(long index) {
    int low = 0;
    int high = places.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(places.get(middle).index, index);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order > 0 ? middle - 1 : high;
    }
    return -1;
  }

  /** Returns what is kept of a line. */
  public K key(int position) {
    return places.get(position).key;
  }

  /** Reads a line, without its end. */
  public byte[] line(int position) {
    Place<K> place = places.get(position);
    try {
      byte[] line = new byte[place.length];
      file.seek(place.offset);
      file.readFully(line);
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package dev.sce.json;

import dev.sce.Blob;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The lines of all shards, which together have every index from 0 once. */
public final class ShardLines {
  private ShardLines() {}

  /** Takes a line. */
  @FunctionalInterface
  public interface Taker<K> {
    /**
     * Takes the next line.
     *
     * @param key what was kept of it
     * @param line its bytes, without its end
     */
    void take(K key, byte[] line) throws IOException;
  }

  /** How far a shard has been read. */
  private record Source<K>(IndexedLines<K> lines, int position) {
    long index() {
      return lines.index(position);
    }
  }

  /**
   * Hands on all lines in the order of their indices.
   *
   * @param what a line is the result of, for messages
   * @return how many there are
   * @throws UnusableFileException if an index is in no shard, or in two
   */
  public static <K> long merge(List<IndexedLines<K>> shards, String what, Taker<K> taker)
      throws IOException {
    PriorityQueue<Source<K>> sources =
        new PriorityQueue<>(Comparator.comparingLong((Source<K> source) -> source.index()));
    shards.forEach(shard -> add(sources, shard, 0));
    long index = 0;
    for (; !sources.isEmpty(); index++) {
      Source<K> source = sources.remove();
      if (source.index() > index) {
        throw new UnusableFileException(
            "the "
                + what
                + " with index "
                + index
                + " is in no shard; one is missing or not"
                + " finished, or they were made of different files");
      }
      if (source.index() < index) {
        throw new UnusableFileException(
            "the "
                + what
                + " with index "
                + source.index()
                + " is in two shards; they were made of different files, or are of different"
                + " numbers of shards");
      }
      taker.take(source.lines.key(source.position), source.lines.line(source.position));
      add(sources, source.lines, source.position + 1);
    }
    return index;
  }

  private static <K> void add(PriorityQueue<Source<K>> sources, IndexedLines<K> lines, int at) {
    if (at < lines.size()) {
      sources.add(new Source<>(lines, at));
    }
  }

  /** Returns a line with its end. */
  public static Blob ended(byte[] line) {
    byte[] ended = Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    return Blob.of(ended);
  }
}

package dev.sce.judge.checker;

import dev.sce.Blob;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares lines; white space at the end of a line and empty lines at the end do not count.
 *
 * @param ignoreCase whether small and capital letters are the same
 * @param unordered whether lines may stand in any order, each as often as expected
 */
public record LineChecker(boolean ignoreCase, boolean unordered) implements Checker {

  @Override
  public Optional<String> firstDifference(Blob expected, Blob output) {
    Lines wanted = new Lines(expected.toByteArray());
    Lines found = new Lines(output.toByteArray());
    return unordered ? unorderedDifference(wanted, found) : orderedDifference(wanted, found);
  }

  private Optional<String> orderedDifference(Lines wanted, Lines found) {
    for (int number = 1; ; number++) {
      AsciiBytes a = wanted.next();
      AsciiBytes b = found.next();
      if (a == null || b == null) {
        return lengthDifference(number, a, b);
      }
      if (!a.same(b, ignoreCase)) {
        return Optional.of("line " + number + ": " + a.shown() + " expected, found " + b.shown());
      }
    }
  }

  private static Optional<String> lengthDifference(
      int number, @Nullable AsciiBytes wanted, @Nullable AsciiBytes found) {
    if (wanted != null) {
      return Optional.of("line " + number + " is missing: " + wanted.shown() + " expected");
    }
    return found == null
        ? Optional.empty()
        : Optional.of("line " + number + " is too much: " + found.shown());
  }

  private Optional<String> unorderedDifference(Lines wanted, Lines found) {
    Map<Key, Integer> counts = new HashMap<>();
    for (AsciiBytes line = wanted.next(); line != null; line = wanted.next()) {
      counts.merge(key(line), 1, Integer::sum);
    }
    int number = 0;
    for (AsciiBytes line = found.next(); line != null; line = found.next()) {
      number++;
      int left = counts.merge(key(line), -1, Integer::sum);
      if (left < 0) {
        return Optional.of("line " + number + " is too much: " + line.shown());
      }
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .findFirst()
        .map(entry -> "a line is missing: " + entry.getKey().shown());
  }

  private Key key(AsciiBytes line) {
    byte[] copy = Arrays.copyOfRange(line.all(), line.from(), line.to());
    if (ignoreCase) {
      for (int i = 0; i < copy.length; i++) {
        copy[i] = AsciiBytes.lower(copy[i]);
      }
    }
    return new Key(copy, Arrays.hashCode(copy));
  }

  /**
   * A line as the key of a map. Keys have an order, so that the map stays quick when a program
   * prints lines of one hash.
   */
  private static final class Key implements Comparable<Key> {
    private final byte[] bytes;
    private final int hash;

    Key(byte[] bytes, int hash) {
      this.bytes = bytes;
      this.hash = hash;
    }

    String shown() {
      return new AsciiBytes(bytes, 0, bytes.length).shown();
    }

    @Override
    public int compareTo(Key other) {
      return Arrays.compare(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}

package dev.sce.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of the work, each of which a machine of its own can do.
 *
 * @param number which one, from 0
 * @param count how many there are
 */
public record Shard(int number, int count) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

  /** Checks that there is such a part. */
  public Shard {
    if (count < 1 || number < 0 || number >= count) {
      throw new IllegalArgumentException(
          "shards are counted from 0, so the last of " + count + " is " + (count - 1));
    }
  }

  /** Reads for example {@code 0/4}, the first of four. */
  public static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no shard, such as 0/4, 1/4, 2/4, 3/4");
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Whether what is at this position, from 0, belongs to it. */
  public boolean has(long position) {
    return position % count == number;
  }

  @Override
  public String toString() {
    return number + "/" + count;
  }
}

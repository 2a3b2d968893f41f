package dev.sce.spark;

import org.jspecify.annotations.Nullable;

/**
 * A row of results as text, whose first members are known: rows are long and many, and nothing but
 * their names changes here.
 */
final class ResultLine {
  private static final String INDEX = "{\"index\":";

  private ResultLine() {}

  /** Whether a line of an answer is a row. */
  static boolean isRow(String line) {
    return line.startsWith(INDEX);
  }

  /** Returns the number of a row within its request. */
  static long position(String row) {
    return Long.parseLong(row.substring(INDEX.length(), row.indexOf(',')));
  }

  /** Returns the row with another index. */
  static String withIndex(String row, long index) {
    return INDEX + index + row.substring(row.indexOf(','));
  }

  /** Returns the row with its index as its id, for a program that has no name. */
  static String withIndexAsId(String row, long index) {
    int id = row.indexOf(',') + 1;
    return INDEX + index + ",\"id\":" + index + row.substring(row.indexOf(',', id));
  }

  /**
   * Returns the row with a reason that counts rows as the caller does, not lines of a request.
   *
   * @param member the member that gives the reason
   */
  static String withPlace(String row, String member, long index) {
    String begin = "\"" + member + "\":\"line ";
    int at = row.indexOf(begin);
    int colon = at < 0 ? -1 : row.indexOf(':', at + begin.length());
    if (colon < 0) {
      return row;
    }
    return row.substring(0, at) + "\"" + member + "\":\"row " + index + row.substring(colon);
  }

  /** Returns the first text of a member; quotes within texts are escaped, so it is no text's. */
  static @Nullable String member(String row, String name) {
    String begin = "\"" + name + "\":\"";
    int at = row.indexOf(begin);
    return at < 0
        ? null
        : row.substring(at + begin.length(), row.indexOf('"', at + begin.length()));
  }
}

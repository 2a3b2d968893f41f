package dev.sce.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** How rows of one kind are sent to the engine, and what its answers mean. */
interface RowForm extends Serializable {
  /** Returns the route. */
  String path();

  /** Returns the line before all rows, if there is one. */
  @Nullable String head();

  /** Returns how many rows may wait for their answers. */
  int mostUnanswered();

  /** Returns what is sent for a row. */
  Prepared prepare(String row);

  /** Returns an answer as a row of results. */
  String result(String answer, long index, boolean named);

  /** Whether a result says that the sandbox failed. */
  boolean isFault(String result);

  /**
   * A row to send.
   *
   * @param line its text, on one line
   * @param named whether it has an id of its own
   */
  record Prepared(String line, boolean named) {
    public Prepared {
      // Line ends can stand only between the members of an object, where a blank does as well.
      line = line.replace('\n', ' ').replace('\r', ' ');
    }
  }
}

package dev.sce.json.rows;

import dev.sce.json.FinishedRows;
import dev.sce.json.InputRow;
import dev.sce.json.RowReader;
import dev.sce.json.Shard;
import dev.sce.json.UnusableFileException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The input rows, with those marked as finished that are in the results file. They pass through as
 * well, so that a row has the same index everywhere.
 *
 * <p>If a row of the results file differs from the input row with the same index, the two files do
 * not belong together, and nothing more is run: an {@link UnusableFileException} says where they
 * differ. Used by one thread at a time.
 */
public final class PendingRows implements Iterator<IdentifiedRow> {
  private final RowReader rows;
  private final @Nullable String idField;
  private final FinishedRows finished;
  private final RowBudget budget;
  private final String resultsName;
  private final @Nullable Shard shard;
  private @Nullable IdentifiedRow next;
  private long read;

  /**
   * Creates the iterator.
   *
   * @param rows the input, which the caller closes
   * @param idField the field that identifies a row; absent: the usual ones
   * @param finished the rows of the results file
   * @param budget every row enters it when it is handed out; the caller lets it leave
   * @param resultsName name of the results file, for messages
   * @param shard whose rows are taken, every so many-th; absent: all
   */
  public PendingRows(
      RowReader rows,
      @Nullable String idField,
      FinishedRows finished,
      RowBudget budget,
      String resultsName,
      @Nullable Shard shard) {
    this.rows = rows;
    this.idField = idField;
    this.finished = finished;
    this.budget = budget;
    this.resultsName = resultsName;
    this.shard = shard;
  }

  @Override
  public boolean hasNext() {
    while (next == null && rows.hasNext()) {
      InputRow input = rows.next();
      read++;
      if (shard == null || shard.has(input.index())) {
        IdentifiedRow row = IdentifiedRow.of(input, idField);
        next = isFinished(row) ? row.asFinished() : row;
      }
    }
    if (next == null && finished.highestIndex() >= read) {
      throw new UnusableFileException(
          resultsName
              + " holds a row with index "
              + finished.highestIndex()
              + ", but the input has only "
              + read
              + " rows; it is not the input of the earlier run");
    }
    return next != null;
  }

  private boolean isFinished(IdentifiedRow row) {
    long index = row.row().index();
    if (!finished.has(index)) {
      return false;
    }
    if (!finished.matches(index, row.id())) {
      throw new UnusableFileException(
          row.row().place()
              + ": the row with index "
              + index
              + " has id "
              + row.id()
              + ", but another id in "
              + resultsName
              + "; it is not the input of the earlier run");
    }
    return true;
  }

  @Override
  public IdentifiedRow next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("all rows have been taken");
    }
    IdentifiedRow row = next;
    next = null;
    budget.enter(row.row().size());
    return row;
  }
}

package dev.sce.eval.json;

import dev.sce.DataSize;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the rows of all inputs, one after the other, none of them as a whole.
 *
 * <p>A row that cannot be read is a row with a problem, so that the others still run; an input that
 * cannot be read ends everything, with what was read before it kept. Empty lines at the end of an
 * input are no rows, as editors leave them there; an empty line among rows is a row with a problem.
 */
public final class RowReader implements Iterator<InputRow>, AutoCloseable {
  /** Larger rows are refused. One row takes about ten times its size while it is under way. */
  public static final DataSize LARGEST_ROW =
      DataSize.ofBytes(Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 12));

  private final Iterator<InputSource> sources;
  private final ByteCounter counter;
  private final Deque<InputRow> ready = new ArrayDeque<>();
  private @Nullable Rows current;
  private long index;
  private boolean ended;

  /** The rows of one input. Row indices are given later. */
  private interface Rows extends AutoCloseable {
    /** Adds the next row, and those before it that wait for it; false at the end. */
    boolean addNext() throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * Makes a reader; inputs are opened one by one.
   *
   * @param counter told of every byte read
   */
  public RowReader(List<InputSource> sources, ByteCounter counter) {
    this.sources = sources.iterator();
    this.counter = counter;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      advance();
    }
    return !ready.isEmpty();
  }

  @Override
  public InputRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all rows have been read");
    }
    return ready.removeFirst();
  }

  private void advance() {
    try {
      if (current == null) {
        if (!sources.hasNext()) {
          ended = true;
          return;
        }
        InputSource source = sources.next();
        InputStream in = source.open(counter);
        current = source.isArray() ? new ArrayRows(source, in) : new LineRows(source, in);
      }
      if (!current.addNext()) {
        current.close();
        current = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String place, @Nullable JsonNode json, @Nullable String problem, long size) {
    ready.add(new InputRow(index++, place, json, problem, size));
  }

  @Override
  public void close() throws IOException {
    ended = true;
    if (current != null) {
      current.close();
    }
  }

  /** One JSON value a line. */
  private final class LineRows implements Rows {
    private final InputSource source;
    private final InputStream in;
    private final LineReader lines;
    private final Deque<Long> blanks = new ArrayDeque<>();

    LineRows(InputSource source, InputStream in) {
      this.source = source;
      this.in = in;
      this.lines = new LineReader(in, (int) LARGEST_ROW.bytes());
    }

    @Override
    public boolean addNext() throws IOException {
      LineReader.Line line;
      try {
        line = lines.next();
      } catch (EOFException | ZipException e) {
        throw new IOException("input " + source.label() + " is damaged: " + e.getMessage(), e);
      }
      if (line == null) {
        return false;
      }
      if (line.isBlank()) {
        blanks.add(line.number());
        return true;
      }
      while (!blanks.isEmpty()) {
        add(place(blanks.removeFirst()), null, "the line is empty", 0);
      }
      parse(line);
      return true;
    }

    private void parse(LineReader.Line line) {
      byte[] bytes = line.bytes();
      if (bytes == null) {
        add(place(line.number()), null, "the line is longer than " + LARGEST_ROW, 0);
        return;
      }
      try {
        add(place(line.number()), Json.MAPPER.readTree(bytes), null, bytes.length);
      } catch (JacksonException e) {
        add(place(line.number()), null, Json.problem(e), bytes.length);
      }
    }

    private String place(long line) {
      return source.label() + ":" + line;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** The elements of one JSON array. */
  private final class ArrayRows implements Rows {
    private final InputSource source;
    private final ArrayElements elements;

    ArrayRows(InputSource source, InputStream in) throws IOException {
      this.source = source;
      try {
        this.elements = new ArrayElements(in);
      } catch (IOException e) {
        throw new IOException("input " + source.label() + " " + e.getMessage(), e);
      }
    }

    @Override
    public boolean addNext() throws IOException {
      try {
        JsonNode element = elements.next();
        if (element == null) {
          return false;
        }
        add(source.label() + ":" + elements.line(), element, null, elements.size());
        return true;
      } catch (JacksonIOException | UnexpectedEndOfInputException e) {
        throw new IOException("input " + source.label() + " is damaged or cut off", e);
      } catch (JacksonException e) {
        if (elements.isAtEnd()) {
          throw new IOException("input " + source.label() + " is damaged or cut off", e);
        }
        // Where the next element begins cannot be known, so this is the last row of the array.
        String problem = Json.problem(e) + "; the rest of the array cannot be read";
        add(source.label() + ":" + elements.line(), null, problem, 0);
        return false;
      }
    }

    @Override
    public void close() {
      elements.close();
    }
  }
}

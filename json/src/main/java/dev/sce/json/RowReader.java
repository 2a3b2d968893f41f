package dev.sce.json;

import dev.sce.DataSize;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the rows of all inputs, one after the other, none of them as a whole.
 *
 * <p>A row that cannot be read is a row with a problem, so that the others still run; an input that
 * cannot be read ends everything, with what was read before it kept. Empty lines at the end of an
 * input are no rows, as editors leave them there; an empty line among rows is a row with a problem.
 */
public final class RowReader implements Iterator<InputRow>, AutoCloseable {
  /**
   * Larger rows of inputs and samples are refused, however small they are compressed: somebody else
   * may have made them, and one row takes up to ten times its size while it is under way.
   */
  public static final DataSize LARGEST_ROW = DataSize.ofMebibytes(64);

  /** Larger rows of problems are refused; the caller has chosen those. */
  public static final DataSize LARGEST_PROBLEM = DataSize.ofMebibytes(1024);

  private static final String REMEDY =
      "; split it, or leave large parts of it to files that the program makes or reads";

  /** More empty lines in a row than these are one row with a problem. */
  private static final long MOST_EMPTY_LINES = 1000;

  /** Bytes within which the first line of a file must end that is named as one value. */
  private static final int FIRST_LINE = 1 << 20;

  private final Iterator<InputSource> sources;
  private final ByteCounter counter;
  private final DataSize largest;
  private final JsonMapper mapper;
  private final Set<String> columns;
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
   * @param largest larger rows are rows with a problem, without being held in memory
   */
  public RowReader(List<InputSource> sources, ByteCounter counter, DataSize largest) {
    this(sources, counter, largest, Set.of());
  }

  /**
   * Makes a reader of some fields; inputs are opened one by one.
   *
   * @param counter told of every byte read
   * @param largest larger rows are rows with a problem, without being held in memory
   * @param columns the only fields that are needed, which saves reading the others where the
   *     input's form allows it; empty: all
   */
  public RowReader(
      List<InputSource> sources, ByteCounter counter, DataSize largest, Set<String> columns) {
    this.sources = sources.iterator();
    this.counter = counter;
    this.largest = largest;
    this.columns = Set.copyOf(columns);
    this.mapper = isBounded() ? Json.BOUNDED : Json.MAPPER;
  }

  /** Whether somebody else may have made the rows, so that their values are limited too. */
  private boolean isBounded() {
    return largest.bytes() <= LARGEST_ROW.bytes();
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
        current = open(sources.next());
      }
      if (!current.addNext()) {
        current.close();
        current = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Rows open(InputSource source) throws IOException {
    if (source.isParquet()) {
      return new ParquetRows(source);
    }
    BufferedInputStream in = source.open(counter);
    try {
      return open(source, in);
    } catch (EOFException | ZipException e) {
      in.close();
      throw damaged(source, e);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Lines are lines by their name; what begins with a bracket or a brace tells otherwise. */
  private Rows open(InputSource source, BufferedInputStream in) throws IOException {
    InputContent content = InputSource.look(in);
    boolean named = source.isArray() || source.isLines();
    if (source.isArray() ? content != InputContent.JSON_OBJECT : isArray(named, content)) {
      return new ArrayRows(source, in);
    }
    return source.isArray() && !hasRowInFirstLine(in)
        ? new SingleRow(source, in)
        : new LineRows(source, in);
  }

  private static boolean isArray(boolean named, InputContent content) {
    return !named && content == InputContent.JSON_ARRAY;
  }

  /** Whether the first line is a whole object, so that the others may be such too. */
  private boolean hasRowInFirstLine(BufferedInputStream in) throws IOException {
    in.mark(FIRST_LINE);
    byte[] head = in.readNBytes(FIRST_LINE);
    in.reset();
    int end = 0;
    while (end < head.length && head[end] != '\n') {
      end++;
    }
    try {
      return end < head.length && mapper.readTree(head, 0, end).isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  /** Reads one row from its text; returns what is wrong with its form, null for nothing. */
  private @Nullable JacksonException parse(String place, byte[] text, String consequence) {
    try {
      JsonNode json = mapper.readTree(text);
      if (json.isMissingNode()) {
        throw new StreamReadException("there is no value");
      }
      add(place, json, null, text.length);
    } catch (StreamConstraintsException e) {
      addUnreadable(place, Json.problem(e), text);
    } catch (JacksonException e) {
      addUnreadable(place, Json.problem(e) + consequence, text);
      return e;
    } catch (ArithmeticException | NumberFormatException e) {
      // An exponent that no number of Java can have.
      addUnreadable(place, "not valid JSON: a number is out of range", text);
    }
    return null;
  }

  private void addTooLarge(String place, String what) {
    String size = (largest.bytes() >> 20) + " MiB";
    add(place, null, what + " is longer than " + size + REMEDY, 0);
  }

  private void add(String place, @Nullable JsonNode json, @Nullable String problem, long size) {
    ready.add(new InputRow(index++, place, json, problem, size, null));
  }

  private void addUnreadable(String place, String problem, byte[] text) {
    String problemId = ClaimedProblem.of(text);
    ready.add(new InputRow(index++, place, null, problem, text.length, problemId));
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
    private long firstBlank;
    private long blanks;

    LineRows(InputSource source, InputStream in) {
      this.source = source;
      this.in = in;
      this.lines = new LineReader(in, (int) largest.bytes());
    }

    @Override
    public boolean addNext() throws IOException {
      LineReader.Line line;
      try {
        line = lines.next();
      } catch (EOFException | ZipException e) {
        throw damaged(source, e);
      }
      if (line == null) {
        return false;
      }
      if (line.isBlank()) {
        firstBlank = blanks == 0 ? line.number() : firstBlank;
        blanks++;
        return true;
      }
      addBlanks();
      byte[] bytes = line.bytes();
      if (bytes == null) {
        addTooLarge(place(line.number()), "the line");
      } else {
        var _ = parse(place(line.number()), bytes, "");
      }
      return true;
    }

    private void addBlanks() {
      long single = Math.min(blanks, MOST_EMPTY_LINES);
      for (long i = 0; i < single; i++) {
        add(place(firstBlank + i), null, "the line is empty", 0);
      }
      if (blanks > single) {
        String problem = "this and the lines up to " + (firstBlank + blanks - 1) + " are empty";
        add(place(firstBlank + single), null, problem, 0);
      }
      blanks = 0;
    }

    private String place(long line) {
      return source.label() + ":" + line;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** One object that is all of the input. */
  private final class SingleRow implements Rows {
    private final InputSource source;
    private final InputStream in;
    private boolean taken;

    SingleRow(InputSource source, InputStream in) {
      this.source = source;
      this.in = in;
    }

    @Override
    public boolean addNext() throws IOException {
      if (taken) {
        return false;
      }
      taken = true;
      byte[] text = in.readNBytes((int) largest.bytes() + 1);
      if (text.length > largest.bytes()) {
        addTooLarge(source.label() + ":1", "the object");
      } else {
        var _ = parse(source.label() + ":1", text, "");
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** The rows of a Parquet file. */
  private final class ParquetRows implements Rows {
    private final InputSource source;
    private final ParquetFile file;
    private final ParquetValues values;
    private final long size;
    private long row;

    ParquetRows(InputSource source) throws IOException {
      this.source = source;
      this.size = source.size();
      this.file = new ParquetFile(source.name(), columns);
      this.values =
          new ParquetValues(largest.bytes(), isBounded() ? Json.MOST_VALUES : Long.MAX_VALUE);
    }

    @Override
    public boolean addNext() throws IOException {
      String place = source.label() + ":" + (row + 1);
      try {
        JsonNode json = file.next(values);
        if (json == null) {
          counter.add(row == 0 ? size : 0);
          return false;
        }
        add(place, json, null, values.bytes());
      } catch (OversizedRowException e) {
        add(place, null, e.getMessage() + REMEDY, 0);
      }
      counter.add(share(row + 1) - share(row));
      row++;
      return true;
    }

    /** Bytes of the file that so many rows are. */
    private long share(long rows) {
      return (long) (size * ((double) rows / file.count()));
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static IOException damaged(InputSource source, IOException e) {
    return new IOException("input " + source.label() + " is damaged: " + e.getMessage(), e);
  }

  /** The elements of one JSON array. */
  private final class ArrayRows implements Rows {
    private final InputSource source;
    private final InputStream in;
    private final ArrayElements elements;

    ArrayRows(InputSource source, InputStream in) throws IOException {
      this.source = source;
      this.in = in;
      this.elements = new ArrayElements(in, (int) largest.bytes());
      try {
        elements.open();
      } catch (EOFException | ZipException e) {
        throw damaged(source, e);
      } catch (IOException e) {
        throw new IOException("input " + source.label() + " " + e.getMessage(), e);
      }
    }

    @Override
    public boolean addNext() throws IOException {
      try {
        ArrayElements.Element element = elements.next();
        if (element == null) {
          return addEnd();
        }
        String place = source.label() + ":" + element.line();
        byte[] bytes = element.bytes();
        if (bytes != null) {
          return addElement(place, bytes);
        }
        addTooLarge(place, "the element of the array that begins here");
        return true;
      } catch (EOFException | ZipException e) {
        throw new IOException("input " + source.label() + " is damaged or cut off", e);
      }
    }

    private boolean addElement(String place, byte[] bytes) throws EOFException {
      // Where the next element begins cannot be known, so this is the last row of the array.
      JacksonException broken = parse(place, bytes, "; the rest of the array cannot be read");
      if (broken != null && elements.isCutOff() && isAtEnd(broken, bytes.length)) {
        ready.removeLast();
        index--;
        throw new EOFException("the array is cut off");
      }
      return broken == null;
    }

    /** Whether a complaint means that the rest is missing. */
    private static boolean isAtEnd(JacksonException e, int length) {
      return e instanceof UnexpectedEndOfInputException
          || e.getLocation() == null
          || e.getLocation().getByteOffset() >= length;
    }

    private boolean addEnd() throws IOException {
      if (elements.hasMore()) {
        String place = source.label() + ":" + elements.line();
        add(place, null, "not valid JSON: there is more behind the end of the array", 0);
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}

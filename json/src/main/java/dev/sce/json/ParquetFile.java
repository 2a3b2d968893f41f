package dev.sce.json;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the rows of a Parquet file as JSON; a class of its own, so that its library is loaded only
 * when there is such a file. Not thread-safe.
 *
 * <p>The library decodes ahead by numbers of rows, however large they are. So a few rows at a time
 * are asked for, as many as are not larger than {@link #WINDOW} together.
 */
final class ParquetFile implements AutoCloseable {
  /**
   * Bytes, decompressed, that are decoded at a time, if more than one row. As large as memory
   * allows, for a page is decoded again in each window that it reaches into.
   */
  private static final long WINDOW = Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4);

  /**
   * Kept, since a logger that nobody holds forgets its level. The library tells how it is set up.
   */
  private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

  private final String name;
  private final ParquetFileReader file;
  private final ColumnProjection columns;
  private final Set<String> names;
  private @Nullable RowReader window;
  private int group;
  private long inGroup;
  private long begin;

  /**
   * Opens a file.
   *
   * @param wanted the only columns that are read, as far as they are there; empty: all
   */
  ParquetFile(String name, Set<String> wanted) throws IOException {
    LIBRARY.setLevel(Level.WARNING);
    this.name = name;
    try {
      file = ParquetFileReader.open(InputFile.of(Path.of(name)));
    } catch (RuntimeException | IOException e) {
      throw unreadable(e);
    }
    List<String> all =
        file.getFileSchema().getRootNode().children().stream().map(SchemaNode::name).toList();
    List<String> chosen = all.stream().filter(wanted::contains).toList();
    names = Set.copyOf(chosen.isEmpty() ? all : chosen);
    columns =
        chosen.isEmpty()
            ? ColumnProjection.all()
            : ColumnProjection.columns(chosen.toArray(String[]::new));
    try {
      refuseUnknownCodecs();
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Returns how many rows it has. */
  long count() {
    return file.getFileMetaData().numRows();
  }

  /**
   * Returns the next row; null after the last.
   *
   * @throws OversizedRowException if it is larger than allowed; the next one can be read
   */
  @Nullable JsonNode next(ParquetValues values) throws IOException {
    try {
      RowReader rows = window;
      while (rows == null || !rows.hasNext()) {
        rows = nextWindow();
        if (rows == null) {
          return null;
        }
      }
      rows.next();
      return values.object(rows);
    } catch (OversizedRowException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  /** Begins to read the next rows, all of them of one group; null after the last. */
  private @Nullable RowReader nextWindow() {
    closeWindow();
    List<RowGroup> groups = file.getFileMetaData().rowGroups();
    while (group < groups.size() && inGroup >= groups.get(group).numRows()) {
      group++;
      inGroup = 0;
    }
    if (group == groups.size()) {
      return null;
    }
    RowGroup current = groups.get(group);
    long rows = Math.min(rowsAtATime(current), current.numRows() - inGroup);
    RowReader next = file.buildRowReader().projection(columns).skip(begin).head(rows).build();
    window = next;
    inGroup += rows;
    begin += rows;
    return next;
  }

  private long rowsAtATime(RowGroup rows) {
    long bytes = 0;
    for (ColumnChunk column : rows.columns()) {
      if (names.contains(column.metaData().pathInSchema().topLevelName())) {
        bytes += column.metaData().totalUncompressedSize();
      }
    }
    return Math.max(1, (long) ((double) WINDOW / Math.max(1, bytes) * rows.numRows()));
  }

  private void refuseUnknownCodecs() throws IOException {
    for (RowGroup rows : file.getFileMetaData().rowGroups()) {
      for (ColumnChunk column : rows.columns()) {
        CompressionCodec codec = column.metaData().codec();
        switch (codec) {
          case UNCOMPRESSED, SNAPPY, GZIP, ZSTD -> {}
          default ->
              throw new IOException(
                  "input "
                      + name
                      + " is Parquet with columns compressed by "
                      + codec
                      + ", which is not read; write it with zstd, snappy or gzip");
        }
      }
    }
  }

  private IOException unreadable(Exception e) {
    Throwable cause = e;
    // The library wraps what went wrong a few times, sometimes in a circle.
    for (int depth = 0; depth < 10 && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    String what =
        cause instanceof OutOfMemoryError
            ? "has rows that do not fit into memory; give more of it, for example"
                + " SCE_JAVA_OPTIONS=-Xmx4g"
            : "is damaged or no Parquet: " + cause.getMessage();
    return new IOException("input " + name + " " + what, e);
  }

  private void closeWindow() {
    RowReader open = window;
    window = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() throws IOException {
    try (file) {
      closeWindow();
    }
  }
}

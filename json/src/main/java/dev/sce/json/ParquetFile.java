package dev.sce.json;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
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
 */
final class ParquetFile implements AutoCloseable {
  /**
   * Kept, since a logger that nobody holds forgets its level. The library tells how it is set up.
   */
  private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

  private final String name;
  private final ParquetFileReader file;
  private final RowReader rows;
  private final long count;

  /**
   * Opens a file.
   *
   * @param columns the only columns that are read, as far as they are there; empty: all
   */
  ParquetFile(String name, Set<String> columns) throws IOException {
    LIBRARY.setLevel(Level.WARNING);
    this.name = name;
    try {
      file = ParquetFileReader.open(InputFile.of(Path.of(name)));
    } catch (RuntimeException | IOException e) {
      throw damaged(e);
    }
    try {
      refuseUnknownCodecs();
      count = file.getFileMetaData().numRows();
      var builder = file.buildRowReader();
      List<String> wanted = wanted(columns);
      rows =
          (wanted.isEmpty()
                  ? builder
                  : builder.projection(ColumnProjection.columns(wanted.toArray(String[]::new))))
              .build();
    } catch (RuntimeException e) {
      file.close();
      throw damaged(e);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Returns how many rows it has. */
  long count() {
    return count;
  }

  /**
   * Returns the next row; null after the last.
   *
   * @throws OversizedRowException if it is larger than allowed; the next one can be read
   */
  @Nullable JsonNode next(ParquetValues values) throws IOException {
    try {
      if (!rows.hasNext()) {
        return null;
      }
      rows.next();
      return values.object(rows);
    } catch (OversizedRowException e) {
      throw e;
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  private List<String> wanted(Set<String> columns) {
    return file.getFileSchema().getRootNode().children().stream()
        .map(node -> node.name())
        .filter(columns::contains)
        .toList();
  }

  private void refuseUnknownCodecs() throws IOException {
    for (var group : file.getFileMetaData().rowGroups()) {
      for (ColumnChunk column : group.columns()) {
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

  private IOException damaged(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return new IOException("input " + name + " is damaged or no Parquet: " + cause.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      rows.close();
    }
  }
}

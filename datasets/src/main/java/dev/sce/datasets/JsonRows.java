package dev.sce.datasets;

import dev.sce.DataSize;
import dev.sce.json.ByteCounter;
import dev.sce.json.InputFiles;
import dev.sce.json.InputRow;
import dev.sce.json.InputSource;
import dev.sce.json.InvalidDataException;
import dev.sce.json.RowReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Reads files of JSON objects: one a line, or one array, also compressed, or Parquet; several if
 * the name is a pattern such as {@code data/train-*.parquet}.
 */
public final class JsonRows {
  private JsonRows() {}

  /**
   * Reads the objects of a file whose every row must be one.
   *
   * @return a stream that reads as it goes; must be closed; ends with an {@link
   *     InvalidDataException} at the first row that is no object
   */
  public static Stream<JsonRow> read(Path file) {
    return read(file, Set.of());
  }

  /**
   * Reads some fields of the objects of a file whose every row must be one.
   *
   * @param fields the only ones that are needed; others may be there or not
   * @return as {@link #read(Path)} does
   */
  public static Stream<JsonRow> read(Path file, Set<String> fields) {
    return rows(file, RowReader.LARGEST_PROBLEM, fields).map(JsonRows::checked);
  }

  /**
   * Reads the objects of a file as samples.
   *
   * @param reader makes samples of a row and its position, from 0; what it refuses, like what
   *     cannot be read, becomes a {@link SampleRow.Invalid} among the others
   */
  public static Stream<SampleRow> samples(
      Path file, BiFunction<JsonRow, Long, List<SampleRow>> reader) {
    return raw(file)
        .flatMap(
            row -> {
              try {
                return reader.apply(checked(row), row.index()).stream();
              } catch (InvalidDataException e) {
                // A complaint begins with the place, which is told apart.
                String problem = String.valueOf(e.getMessage());
                String place = row.place() + ": ";
                problem = problem.startsWith(place) ? problem.substring(place.length()) : problem;
                String id = Objects.requireNonNullElse(row.problemId(), "");
                return Stream.of(new SampleRow.Invalid(row.place(), id, problem));
              }
            });
  }

  /** Reads whatever rows there are, those that cannot be read included. */
  public static Stream<InputRow> raw(Path file) {
    return rows(file, RowReader.LARGEST_ROW, Set.of());
  }

  /** Runs a check, which may complain, when the rows have been read. */
  public static <T> Stream<T> thenCheck(Stream<T> rows, Runnable check) {
    // A stream has its end behind its rows.
    return Stream.concat(
        rows,
        Stream.of(check)
            .flatMap(
                last -> {
                  last.run();
                  return Stream.empty();
                }));
  }

  private static Stream<InputRow> rows(Path file, DataSize largest, Set<String> columns) {
    List<InputSource> sources =
        InputFiles.of(file).stream().map(each -> new InputSource(each.toString())).toList();
    for (InputSource source : sources) {
      source
          .problem()
          .ifPresent(
              problem -> {
                throw new InvalidDataException(problem);
              });
    }
    RowReader reader = new RowReader(sources, new ByteCounter(), largest, columns);
    Spliterator<InputRow> rows =
        Spliterators.spliteratorUnknownSize(reader, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(rows, false).onClose(() -> close(reader));
  }

  private static JsonRow checked(InputRow row) {
    JsonNode json = row.json();
    if (json == null || row.problem() != null) {
      throw new InvalidDataException(row.place() + ": " + row.problem());
    }
    if (!json.isObject()) {
      throw new InvalidDataException(row.place() + ": the row is not a JSON object");
    }
    return new JsonRow(row.place(), json);
  }

  private static void close(RowReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.sce.datasets.python;

import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.json.ByteCounter;
import dev.sce.json.InputFiles;
import dev.sce.json.InputSource;
import dev.sce.json.InvalidDataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the lines of a set whose inputs must reach Python exactly as they are written: numbers of
 * any length, {@code 1.0} apart from {@code 1}, {@code NaN} and {@code Infinity}.
 */
final class PlusRows {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(10_000_000)
                          .build())
                  .build())
          .build();

  /** The field of EvoEval's inputs, which are texts of Python. */
  static final String TEXTS = "inputs";

  private PlusRows() {}

  /**
   * A line.
   *
   * @param place where it stands, for messages
   * @param text the line
   * @param json the line as JSON
   */
  record PlusRow(String place, String text, JsonNode json) {
    /** Whether it has the inputs; the form of the Hugging Face hub has one script for them. */
    boolean hasInputs() {
      return json.has("base_input") || !json.path("test").isString();
    }

    /** Whether its inputs are texts. */
    boolean hasTexts() {
      return json.has(TEXTS);
    }

    /** Returns the row for readers of other forms. */
    JsonRow row() {
      return new JsonRow(place, json);
    }

    /** Returns a field that must be a text. */
    String field(String name) {
      JsonNode value = json.get(name);
      if (value == null || !value.isString()) {
        throw new InvalidDataException(
            place
                + ": field '"
                + name
                + "' is missing or no text; the row has "
                + String.join(", ", json.propertyNames()));
      }
      return value.asString();
    }

    /**
     * Returns the length of a field that must be a list; an empty object stands for an empty list,
     * as in one published row.
     */
    int length(String name) {
      JsonNode value = json.get(name);
      if (value != null && value.isObject() && value.isEmpty()) {
        return 0;
      }
      if (value == null || !value.isArray()) {
        throw new InvalidDataException(place + ": field '" + name + "' must be a list of inputs");
      }
      return value.size();
    }
  }

  static Stream<PlusRow> read(Path file) throws IOException {
    return InputFiles.of(file).stream().flatMap(PlusRows::readOne);
  }

  private static Stream<PlusRow> readOne(Path file) {
    if (InputFiles.isParquet(file)) {
      // Rows of the hub, whose inputs are within the text of a test.
      return JsonRows.read(file)
          .map(row -> new PlusRow(row.place(), row.json().toString(), row.json()));
    }
    try {
      InputStream plain = new InputSource(file.toString()).open(new ByteCounter());
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
      AtomicLong number = new AtomicLong();
      return reader
          .lines()
          .map(line -> new PlusRow(file + ":" + number.incrementAndGet(), line, MAPPER.nullNode()))
          .filter(row -> !row.text().isBlank())
          .map(PlusRows::parsed)
          .onClose(() -> close(reader));
    } catch (IOException e) {
      throw new InvalidDataException(String.valueOf(e.getMessage()), e);
    }
  }

  private static PlusRow parsed(PlusRow row) {
    try {
      return new PlusRow(row.place(), row.text(), MAPPER.readTree(row.text()));
    } catch (JacksonException e) {
      throw new InvalidDataException(
          row.place() + ": the line is not JSON; the set is read as one object a line", e);
    }
  }

  private static void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

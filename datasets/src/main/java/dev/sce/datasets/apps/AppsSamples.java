package dev.sce.datasets.apps;

import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.call.PythonJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads samples as the tools of APPS and its kin write them: an object whose fields are problem
 * numbers, each with a list of programs, or with an object that has the list as {@code code}.
 */
final class AppsSamples {
  private AppsSamples() {}

  /** Whether it is a folder, or a JSON file with an object rather than an array. */
  static boolean isOurs(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return true;
    }
    if (!file.toString().endsWith(".json")) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      while (first >= 0 && Character.isWhitespace(first)) {
        first = in.read();
      }
      return first == '{';
    }
  }

  static Stream<SampleRow> read(Path file) throws IOException {
    if (!Files.isDirectory(file)) {
      return rows(file).stream();
    }
    try (Stream<Path> entries = Files.list(file)) {
      List<Path> files = entries.filter(AppsSamples::isData).sorted().toList();
      return files.stream().flatMap(entry -> rows(entry).stream());
    }
  }

  private static boolean isData(Path file) {
    return file.toString().endsWith(".json") && Files.isRegularFile(file);
  }

  private static List<SampleRow> rows(Path file) {
    List<SampleRow> rows = new ArrayList<>();
    JsonNode all;
    try {
      all = PythonJson.MAPPER.readTree(file);
    } catch (JacksonException e) {
      throw new InvalidDataException(file + ": " + e.getOriginalMessage(), e);
    }
    all.forEachEntry((key, value) -> add(rows, file + ": " + key, AppsFiles.id(key), value));
    return rows;
  }

  private static void add(List<SampleRow> rows, String place, String id, JsonNode value) {
    JsonNode codes = value.isObject() ? value.path("code") : value;
    if (!codes.isArray() || codes.isEmpty()) {
      String problem =
          codes.isArray() ? "the list of programs is empty" : "there is no list of programs";
      rows.add(new SampleRow.Invalid(place, id, problem));
      return;
    }
    int number = 0;
    for (JsonNode code : codes) {
      rows.add(
          code.isString()
              ? new SampleRow.Valid(place, new Sample(id, number, code.asString(), true, null))
              : new SampleRow.Invalid(place, id, "an element of the list is no text"));
      number++;
    }
  }
}

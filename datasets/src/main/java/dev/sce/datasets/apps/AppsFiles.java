package dev.sce.datasets.apps;

import dev.sce.datasets.Groups;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.call.PythonJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the problems of APPS from rows or from folders. */
final class AppsFiles {
  private static final JsonMapper JSON = PythonJson.MAPPER;
  private static final String TESTS = "input_output.json";
  private static final String FLAT = "__" + TESTS;

  private static final String DIFFICULTY = "difficulty";

  private static final Set<String> FIELDS =
      Set.of("problem_id", "id", "input_output", "solutions", "starter_code", DIFFICULTY);

  private AppsFiles() {}

  /** Returns a problem's number with at least four digits, so that 1, 0001 and "1" are one. */
  static String id(String named) {
    boolean number =
        !named.isEmpty()
            && named.length() < 10
            && named.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? "%04d".formatted(Integer.parseInt(named)) : named;
  }

  static Stream<AppsProblem> read(Path file) throws IOException {
    if (!Files.isDirectory(file)) {
      return JsonRows.read(file, FIELDS).map(AppsFiles::ofRow);
    }
    try (Stream<Path> entries = Files.list(file)) {
      List<Path> places = entries.filter(AppsFiles::isProblem).sorted().toList();
      if (places.isEmpty()) {
        throw new InvalidDataException(
            file + ": no APPS problem is in this folder; give one with 0000/input_output.json");
      }
      return places.stream().map(AppsFiles::ofPlace);
    }
  }

  private static AppsProblem ofRow(JsonRow row) {
    JsonNode tests = parsed(row, "input_output", JSON.createObjectNode());
    JsonNode solutions = parsed(row, "solutions", JSON.createArrayNode());
    return new AppsProblem(
        row.place(),
        id(row.optionalText("problem_id").orElseGet(() -> row.text("id"))),
        tests,
        texts(solutions),
        row.optionalText("starter_code").orElse(""),
        Groups.of(row.json(), DIFFICULTY));
  }

  /** Returns a field that holds JSON, as text or as it is; an empty text holds nothing. */
  private static JsonNode parsed(JsonRow row, String field, JsonNode nothing) {
    JsonNode value = row.json().path(field);
    if (!value.isString()) {
      return value.isContainer() ? value : nothing;
    }
    if (value.asString().isBlank()) {
      return nothing;
    }
    try {
      return JSON.readTree(value.asString());
    } catch (JacksonException e) {
      throw row.invalid(field, "is a text that is no JSON: " + e.getOriginalMessage());
    }
  }

  private static boolean isProblem(Path place) {
    Path tests = place.getFileName().toString().endsWith(FLAT) ? place : place.resolve(TESTS);
    // Not a pipe, whose opening would wait for its other end.
    return Files.isRegularFile(tests);
  }

  private static AppsProblem ofPlace(Path place) {
    String name = place.getFileName().toString();
    if (!name.endsWith(FLAT)) {
      return ofFiles(place, name, place::resolve);
    }
    String number = name.substring(0, name.length() - FLAT.length());
    return ofFiles(place, number, other -> place.resolveSibling(number + "__" + other));
  }

  private static AppsProblem ofFiles(Path place, String name, Function<String, Path> files) {
    Path starter = files.apply("starter_code.py");
    Path solutions = files.apply("solutions.json");
    Path metadata = files.apply("metadata.json");
    try {
      return new AppsProblem(
          place.toString(),
          id(name),
          json(files.apply(TESTS)),
          Files.isRegularFile(solutions) ? texts(json(solutions)) : List.of(),
          Files.isRegularFile(starter) ? Files.readString(starter) : "",
          Files.isRegularFile(metadata) ? Groups.of(json(metadata), DIFFICULTY) : Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file);
    } catch (JacksonException e) {
      throw new InvalidDataException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}

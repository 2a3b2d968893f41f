package dev.sce.judge.language;

import dev.sce.Blob;
import dev.sce.json.InvalidDataException;
import dev.sce.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The languages that are known, by id.
 *
 * @param languages in the order of the table
 */
public record LanguageTable(List<Language> languages) {
  private static final String RESOURCE = "languages.json";

  /** Copies the list. */
  public LanguageTable {
    languages = List.copyOf(languages);
  }

  /** Returns the table that ships with this module, with tools looked up on this machine. */
  public static LanguageTable standard() {
    return Standard.TABLE;
  }

  /** Reads the shipped table once. */
  private static final class Standard {
    static final LanguageTable TABLE = load();

    private static LanguageTable load() {
      try (InputStream in = LanguageTable.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(RESOURCE + " is missing from the module");
        }
        return new LanguageTable(List.of()).with(RESOURCE, Json.MAPPER.readTree(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Returns this table with the languages of a user's file, which replace those of the same id.
   *
   * @throws InvalidDataException when the file is no table; names the language and the field
   */
  public LanguageTable with(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return with(file.toString(), Json.MAPPER.readTree(in));
    } catch (JacksonException e) {
      throw new InvalidDataException(file + ": " + Json.problem(e), e);
    }
  }

  private LanguageTable with(String file, JsonNode json) {
    JsonNode entries = json.isArray() ? json : json.path("languages");
    if (!entries.isArray()) {
      throw new InvalidDataException(file + ": there is no list 'languages'");
    }
    Map<String, Language> byId = new LinkedHashMap<>();
    languages.forEach(language -> byId.put(language.id(), language));
    int index = 0;
    for (JsonNode entry : entries) {
      Language language = LanguageReader.read(file, index++, entry, byId);
      byId.put(language.id(), language);
    }
    return new LanguageTable(List.copyOf(byId.values()));
  }

  /** Returns the language of that id or other name, in whatever case. */
  public Optional<Language> find(String name) {
    return languages.stream().filter(language -> language.isCalled(name.strip())).findFirst();
  }

  /**
   * Returns the language that a program's files are most likely written in: the one that claims
   * most of them, then the one of the highest priority.
   */
  public Optional<Language> recognise(SequencedMap<String, Blob> files) {
    Comparator<Language> best =
        Comparator.<Language>comparingLong(language -> claimed(language, files))
            .thenComparingInt(language -> language.recognition().priority());
    return languages.stream()
        .filter(language -> !language.isVariant() && claimed(language, files) > 0)
        .max(best);
  }

  private static long claimed(Language language, Map<String, Blob> files) {
    return files.entrySet().stream()
        .filter(file -> language.recognition().accepts(file.getKey(), file.getValue()))
        .count();
  }

  /**
   * Returns what an executor's configuration must show to programs so that every language that is
   * on this machine can be used.
   */
  public List<Path> readOnlyPaths() {
    return languages.stream().flatMap(language -> language.visible().stream()).distinct().toList();
  }
}

package dev.sce.eval.contest;

import dev.sce.Blob;
import dev.sce.eval.Sample;
import dev.sce.eval.json.Json;
import dev.sce.eval.language.Language;
import dev.sce.eval.language.LanguageTable;
import dev.sce.eval.language.Program;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Programs as samples: most are one text, some are several files.
 *
 * <p>Several files, or one whose name matters, are a text of the form {@code {"sce_files": {"name":
 * "text", …}}}.
 */
public final class Submissions {
  private static final String FIELD = "sce_files";
  private static final String START = "{\"" + FIELD + "\":";

  private Submissions() {}

  /** Returns files as the code of a sample. */
  public static String code(Map<String, String> files) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ObjectNode all = json.putObject(FIELD);
    files.forEach(all::put);
    return Json.MAPPER.writeValueAsString(json);
  }

  /** Returns the program that a sample is; empty when its language is not in the table. */
  static Optional<Program> program(LanguageTable table, Sample sample, @Nullable String usual) {
    Optional<SequencedMap<String, Blob>> files = files(sample.code());
    String named = sample.language() != null ? sample.language() : usual;
    if (files.isPresent()) {
      Optional<Language> language =
          named != null ? table.find(named) : table.recognise(files.get());
      return language.map(found -> new Program(found, files.get()));
    }
    return table
        .find(named != null ? named : "python")
        .map(language -> Program.of(language, sample.code()));
  }

  private static Optional<SequencedMap<String, Blob>> files(String code) {
    if (!code.startsWith(START)) {
      return Optional.empty();
    }
    try {
      JsonNode json = Json.MAPPER.readTree(code).path(FIELD);
      LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
      json.properties()
          .forEach(file -> files.put(file.getKey(), Blob.ofText(file.getValue().asString())));
      return files.isEmpty() ? Optional.empty() : Optional.of(files);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}

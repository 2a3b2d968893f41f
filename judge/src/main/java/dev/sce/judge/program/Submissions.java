package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.Executable;
import dev.sce.json.Json;
import dev.sce.judge.Sample;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Programs as samples: most are one text, some are several files.
 *
 * <p>Several files, or one whose name matters, are a text of the form {@code {"sce_files": {"name":
 * "text", …}}}. What stands there is the model's, so whatever is wrong with it is a failure of the
 * sample: names that cannot be files, nothing at all, a language that does not exist.
 */
public final class Submissions {
  private static final String FIELD = "sce_files";
  private static final String START = "{\"" + FIELD + "\":";

  /** More than any submission has; names are words of command lines, which have a limit. */
  private static final int MOST_FILES = 1000;

  private static final int MOST_LETTERS = 64_000;

  private Submissions() {}

  /** Returns files as the code of a sample. */
  public static String code(Map<String, String> files) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ObjectNode all = json.putObject(FIELD);
    files.forEach(all::put);
    return Json.MAPPER.writeValueAsString(json);
  }

  /** Returns an object of files, whatever is in it, as the code of a sample. */
  public static String code(JsonNode files) {
    return Json.MAPPER.writeValueAsString(Json.MAPPER.createObjectNode().set(FIELD, files));
  }

  /** What a sample is. */
  sealed interface Reading {}

  /**
   * A program.
   *
   * @param program the program
   */
  record Usable(Program program) implements Reading {}

  /**
   * No program, and that is the sample's doing.
   *
   * @param why for people
   */
  record Unusable(String why) implements Reading {}

  /**
   * The problem wants a language that nobody knows here.
   *
   * @param name what it is called
   */
  record UnknownLanguage(String name) implements Reading {}

  /**
   * Reads a sample.
   *
   * @param usual the problem's language; absent when it has none
   */
  static Reading read(LanguageTable table, Sample sample, @Nullable String usual) {
    String named = sample.language() != null ? sample.language() : usual;
    boolean several = sample.code().startsWith(START);
    if (several) {
      try {
        return program(table, files(sample.code()), named, sample.language() != null);
      } catch (JacksonException e) {
        return new Unusable("its files cannot be used: " + Json.problem(e));
      } catch (IllegalArgumentException | ArithmeticException e) {
        return new Unusable("its files cannot be used: " + e.getMessage());
      }
    }
    String wanted = named != null ? named : "python";
    Optional<Language> language = table.find(wanted);
    return language.isPresent()
        ? usable(Program.of(language.get(), sample.code()))
        : unknown(wanted, sample.language() != null);
  }

  private static Reading program(
      LanguageTable table,
      SequencedMap<String, Blob> files,
      @Nullable String named,
      boolean bySample) {
    if (named != null) {
      Optional<Language> language = table.find(named);
      return language.isPresent()
          ? usable(new Program(language.get(), files))
          : unknown(named, bySample);
    }
    Optional<Language> language = table.recognise(files);
    return language.isPresent()
        ? usable(new Program(language.get(), files))
        : new Unusable("no language of the table has files like " + files.firstEntry().getKey());
  }

  /** A language may want other names than the sample's own, which the sample's text decides. */
  private static Reading usable(Program program) {
    return problem(program)
        .<Reading>map(why -> new Unusable("its files cannot be used: " + why))
        .orElseGet(() -> new Usable(program));
  }

  /** Returns why no sandbox can hold a program's files; empty when one can. */
  public static Optional<String> problem(Program program) {
    try {
      Executable.builder().files(program.files()).build();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Reading unknown(String name, boolean bySample) {
    return bySample
        ? new Unusable("there is no language '" + name + "' in the table")
        : new UnknownLanguage(name);
  }

  /** Returns files that any sandbox can hold; an IllegalArgumentException says why it cannot. */
  private static SequencedMap<String, Blob> files(String code) {
    JsonNode json = Json.BOUNDED.readTree(code).path(FIELD);
    if (!json.isObject() || json.isEmpty()) {
      throw new IllegalArgumentException("there are none");
    }
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    Set<String> folders = new HashSet<>();
    int letters = 0;
    for (Map.Entry<String, JsonNode> file : json.properties()) {
      String name = file.getKey();
      if (!file.getValue().isString()) {
        throw new IllegalArgumentException("'" + shown(name) + "' is no text");
      }
      letters += name.length();
      if (letters > MOST_LETTERS || files.size() + folders.size() >= MOST_FILES) {
        throw new IllegalArgumentException(
            "more than "
                + MOST_FILES
                + " files and folders, or "
                + MOST_LETTERS
                + " letters in their names");
      }
      for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
        folders.add(name.substring(0, at));
      }
      files.put(name, Blob.ofText(file.getValue().asString()));
    }
    // The rules for names are the executor's.
    Executable.builder().files(files).build();
    return files;
  }

  private static String shown(String name) {
    return name.length() > 80 ? name.substring(0, 80) + "…" : name;
  }
}

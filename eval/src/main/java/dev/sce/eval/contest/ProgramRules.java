package dev.sce.eval.contest;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.eval.data.InvalidDataException;
import dev.sce.eval.language.Language;
import dev.sce.eval.language.LanguageTable;
import dev.sce.eval.language.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a problem wants of programs before they are compiled.
 *
 * @param included files that are put with every program, by language id; those of {@link #ALL} with
 *     programs in every language
 * @param codeLimit the size of all its files together; absent for none
 * @param languages ids of languages that are allowed; empty for all
 */
public record ProgramRules(
    Map<String, SequencedMap<String, Blob>> included,
    @Nullable DataSize codeLimit,
    Set<String> languages) {
  /** The name of the folder with files for every language. */
  static final String ALL = "default";

  /** A problem that wants nothing. */
  public static final ProgramRules NONE = new ProgramRules(Map.of(), null, Set.of());

  /** Main files, by which a program begins whatever else is there. */
  private static final Set<String> MAIN_FILES =
      Set.of("__main__.py", "main.js", "main.php", "Main.java", "main.lisp", "main.cl");

  /** Copies the collections. */
  public ProgramRules {
    included = Map.copyOf(included);
    languages = Set.copyOf(languages);
  }

  /** Reads what is said in a package's settings and its folder {@code include}. */
  static ProgramRules read(
      OwnFolder own, Path folder, LanguageTable table, ProblemSettings settings)
      throws IOException {
    Map<String, SequencedMap<String, Blob>> included = new HashMap<>();
    Path place = folder.resolve("include");
    if (Files.isDirectory(place)) {
      own.inside(place);
      for (Path entry : ProblemPackage.children(place)) {
        String name = entry.getFileName().toString();
        String id = name.equals(ALL) ? ALL : table.find(name).map(Language::id).orElse(null);
        if (id != null && Files.isDirectory(entry)) {
          SequencedMap<String, Blob> files =
              included.computeIfAbsent(id, absent -> new LinkedHashMap<>());
          files.putAll(settings.constants().applied(ProblemPackage.sources(own, entry)));
        } else if (id == null && !Files.isDirectory(entry)) {
          throw new InvalidDataException(
              entry + " is no folder; files to include stand in folders of languages");
        }
      }
    }
    for (String id : included.keySet()) {
      try {
        Executable.builder().files(beside(included, id)).build();
      } catch (IllegalArgumentException e) {
        throw new InvalidDataException(place + " cannot be put with programs: " + e.getMessage());
      }
    }
    return of(included, table, settings);
  }

  /** Returns what is put with programs in a language; its own files come before those for all. */
  private static Map<String, Blob> beside(
      Map<String, SequencedMap<String, Blob>> included, String id) {
    LinkedHashMap<String, Blob> files =
        new LinkedHashMap<>(included.getOrDefault(ALL, new LinkedHashMap<>()));
    files.putAll(included.getOrDefault(id, new LinkedHashMap<>()));
    return files;
  }

  /** Returns the rules of settings with files that are included. */
  static ProgramRules of(
      Map<String, SequencedMap<String, Blob>> included,
      LanguageTable table,
      ProblemSettings settings) {
    Set<String> ids = new HashSet<>();
    for (String code : settings.languages()) {
      table.find(code).map(Language::id).ifPresent(ids::add);
    }
    if (ids.contains("python")) {
      ids.add("pypy");
    }
    return new ProgramRules(included, settings.codeLimit(), ids);
  }

  /** Returns why a program is refused; empty when it is not. */
  Optional<String> refusal(Program program) {
    String id = program.language().id();
    if (!languages.isEmpty() && !languages.contains(id)) {
      return Optional.of("the problem does not allow " + id);
    }
    long size = program.files().values().stream().mapToLong(Blob::size).sum();
    return codeLimit != null && size > codeLimit.bytes()
        ? Optional.of("its files have " + size + " bytes, the problem allows " + codeLimit)
        : Optional.empty();
  }

  /** Returns a program with the files that the problem puts in its place or beside it. */
  Program with(Program program) {
    String id = program.language().id();
    Map<String, Blob> more = beside(included, id.equals("pypy") ? "python" : id);
    if (more.isEmpty()) {
      return program;
    }
    LinkedHashMap<String, Blob> all = new LinkedHashMap<>();
    more.forEach(
        (name, content) -> {
          if (MAIN_FILES.contains(name)) {
            all.put(name, content);
          }
        });
    program.files().forEach(all::putIfAbsent);
    all.putAll(more);
    return new Program(program.language(), all);
  }
}

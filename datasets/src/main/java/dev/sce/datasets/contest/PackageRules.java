package dev.sce.datasets.contest;

import dev.sce.Blob;
import dev.sce.Executable;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.ProgramRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** Reads what a problem package requires of programs before they are compiled. */
final class PackageRules {
  private PackageRules() {}

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
        String id =
            name.equals(ProgramRules.ALL)
                ? ProgramRules.ALL
                : table.find(name).map(Language::id).orElse(null);
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
    ProgramRules rules = of(included, table, settings);
    for (String id : included.keySet()) {
      try {
        Executable.builder().files(rules.beside(id)).build();
      } catch (IllegalArgumentException e) {
        throw new InvalidDataException(place + " cannot be put with programs: " + e.getMessage());
      }
    }
    return rules;
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
}

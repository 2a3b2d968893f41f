package dev.sce.datasets.contest;

import dev.sce.Blob;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.program.Submissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The output validator of a problem, as far as there is one.
 *
 * @param program the program; absent when there is none, or none that can be used
 * @param unsupported why one that is there cannot be used
 */
record Validator(Optional<Program> program, List<String> unsupported) {
  /** No validator. */
  static final Validator NONE = new Validator(Optional.empty(), List.of());

  private static final Set<String> SCRIPTS = Set.of("build", "run");

  /** Copies the list. */
  Validator {
    unsupported = List.copyOf(unsupported);
  }

  /** Returns the program below a folder's {@code output_validators}, if there is one. */
  static Validator read(OwnFolder own, Path folder, LanguageTable table, Constants constants)
      throws IOException {
    for (String name : List.of("output_validator", "output_validators")) {
      Path place = folder.resolve(name);
      if (!Files.isDirectory(place)) {
        continue;
      }
      List<Path> programs = ProblemPackage.children(place);
      if (programs.isEmpty()) {
        continue;
      }
      long folders = programs.stream().filter(Files::isDirectory).count();
      if (name.endsWith("s") && folders > 0 && programs.size() > 1) {
        return unusable("several output validators");
      }
      boolean single = programs.size() == 1 && folders == 1;
      return of(
          ProblemPackage.sources(own, single ? programs.getFirst() : place), table, constants);
    }
    return NONE;
  }

  /** Returns files as a validator. */
  static Validator of(SequencedMap<String, Blob> files, LanguageTable table, Constants constants) {
    for (String script : SCRIPTS) {
      if (files.containsKey(script)) {
        return unusable("an output validator with a script '" + script + "'");
      }
    }
    SequencedMap<String, Blob> replaced = constants.applied(files);
    return table
        .recognise(replaced)
        .map(language -> of(new Program(language, replaced)))
        .orElseGet(() -> unusable("an output validator in a language that no table entry claims"));
  }

  private static Validator of(Program program) {
    return Submissions.problem(program)
        .map(why -> unusable("an output validator whose files cannot be used: " + why))
        .orElseGet(() -> new Validator(Optional.of(program), List.of()));
  }

  private static Validator unusable(String why) {
    return new Validator(Optional.empty(), List.of(why));
  }
}

package dev.sce.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of one program, for contenders that do not make their own. */
final class ProgramFolder {
  private ProgramFolder() {}

  /** Writes the program's files. */
  static void write(Path folder, Job job) throws IOException {
    for (var file : job.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (file.getKey().indexOf('/') >= 0) {
        Files.createDirectories(path.getParent());
      }
      Files.writeString(path, file.getValue());
    }
  }

  /** Returns a command with the interpreter of the comparison in place of its name. */
  static List<String> argv(Job.Step step) {
    return step.argv().stream()
        .map(word -> word.equals("python3") ? Machine.PYTHON : word)
        .toList();
  }

  /** Removes a folder and all in it. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

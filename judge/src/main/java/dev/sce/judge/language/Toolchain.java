package dev.sce.judge.language;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds tools that are not where a sandboxed program finds them by itself, such as those below the
 * caller's home.
 *
 * <p>Only looks at files: nothing is run outside the sandbox to find out.
 *
 * @param program the tool that must be there
 * @param search folders to look in, in this order; {@code ~} is the home, {@code *} any text within
 *     one name; of several matches the last in alphabetical order
 * @param show what must be visible to run it, relative to the folder of the tool
 */
record Toolchain(String program, List<String> search, String show) {
  /** Found on the usual path, or not at all. */
  static final Found NOWHERE = new Found(null, List.of());

  private static final List<Path> USUAL =
      List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"));

  /**
   * Where tools are.
   *
   * @param bin their folder; absent when they are on the usual path, or nowhere
   * @param visible what must be visible
   */
  record Found(@Nullable Path bin, List<Path> visible) {}

  Found find() {
    if (USUAL.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)))) {
      return NOWHERE;
    }
    for (String pattern : search) {
      for (Path folder : expand(pattern)) {
        if (Files.isExecutable(folder.resolve(program))) {
          return new Found(folder, List.of(folder.resolve(show).normalize()));
        }
      }
    }
    return NOWHERE;
  }

  private static List<Path> expand(String pattern) {
    String home = System.getProperty("user.home", "/");
    String path = pattern.startsWith("~/") ? home + pattern.substring(1) : pattern;
    List<Path> found = List.of(Path.of("/"));
    for (String part : path.split("/")) {
      if (!part.isEmpty()) {
        found = found.stream().flatMap(folder -> step(folder, part).stream()).toList();
      }
    }
    return found;
  }

  private static List<Path> step(Path folder, String part) {
    if (!part.contains("*")) {
      return List.of(folder.resolve(part));
    }
    List<Path> matches = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, part)) {
      entries.forEach(matches::add);
    } catch (IOException e) {
      return List.of();
    }
    matches.sort(Comparator.reverseOrder());
    return matches;
  }
}

package dev.sce.json;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files that a name stands for: a file, a pattern, or a folder of shards. */
public final class InputFiles {
  private static final Pattern DATA =
      Pattern.compile("(.+?)(-\\d{5}-of-\\d{5})?\\.(parquet|jsonl|jsonl\\.gz|jsonl\\.zst)");

  /** Levels below the folder of a data set: its configuration, and data. */
  private static final int DEPTH = 3;

  private InputFiles() {}

  /**
   * Returns the files of a pattern such as {@code data/train-*.parquet}, in the order of their
   * names; anything that is there by that name is itself.
   *
   * @throws UnusableFileException if there are none
   */
  public static List<Path> of(Path named) {
    String text = named.toString();
    if (text.equals("-") || Files.exists(named) || !isPattern(text)) {
      return List.of(named);
    }
    Path root = root(named);
    PathMatcher matcher = matcher(text);
    List<Path> files = walk(root, text.contains("**") ? Integer.MAX_VALUE : depth(root, named));
    List<Path> matching = files.stream().filter(matcher::matches).toList();
    if (matching.isEmpty()) {
      throw new UnusableFileException("no file matches " + named);
    }
    return matching;
  }

  /** Whether a file is Parquet; what is no regular file is not. */
  public static boolean isParquet(Path file) {
    try {
      return new InputSource(file.toString()).isParquet();
    } catch (IOException e) {
      throw new UnusableFileException("input " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether two names or patterns stand for the same files, in the same order. */
  public static boolean areSame(Path one, Path other) throws IOException {
    List<Path> these = of(one);
    List<Path> those = of(other);
    if (these.size() != those.size()) {
      return false;
    }
    for (int i = 0; i < these.size(); i++) {
      Path left = these.get(i);
      Path right = those.get(i);
      if (!Files.exists(left) || !Files.exists(right) || !Files.isSameFile(left, right)) {
        return false;
      }
    }
    return true;
  }

  /** Whether anything is there by that name or pattern. */
  public static boolean exist(Path named) {
    try {
      return of(named).stream().allMatch(Files::exists);
    } catch (UnusableFileException e) {
      return false;
    }
  }

  /**
   * Returns the pattern of the shards in a folder, laid out as data sets are on a hub: {@code
   * data/train-00000-of-00009.parquet}, {@code CONFIGURATION/test-00000-of-00001.parquet}, or
   * {@code train.jsonl}. Anything else is itself.
   *
   * @param split which part of the data set; absent: there must be only one
   * @throws UnusableFileException if the folder has several, or not the one that is wanted
   */
  public static Path shards(Path named, @Nullable String split) {
    if (!Files.isDirectory(named)) {
      return named;
    }
    refuseArrow(named);
    Map<String, Set<String>> splits = new TreeMap<>();
    for (Path file : walk(named, DEPTH)) {
      Matcher data = DATA.matcher(file.getFileName().toString());
      boolean isShard =
          data.matches() && (data.group(2) != null || data.group(3).equals("parquet"));
      if (isShard || (data.matches() && split != null)) {
        String pattern = data.group(1) + (data.group(2) == null ? "." : "-*.") + data.group(3);
        Path parent = file.getParent() == null ? named : file.getParent();
        splits
            .computeIfAbsent(data.group(1), key -> new TreeSet<>())
            .add(parent.resolve(pattern).toString());
      }
    }
    if (splits.isEmpty() && split == null) {
      return named;
    }
    return Path.of(only(named, split, splits));
  }

  private static String only(Path folder, @Nullable String split, Map<String, Set<String>> splits) {
    if (split == null && splits.size() > 1) {
      throw new UnusableFileException(
          folder
              + " has several splits: "
              + String.join(", ", splits.keySet())
              + "; choose one with --split");
    }
    Set<String> patterns = split == null ? splits.values().iterator().next() : splits.get(split);
    if (patterns == null) {
      throw new UnusableFileException(
          folder
              + " has no split '"
              + split
              + "'"
              + (splits.isEmpty() ? "" : ", but " + String.join(", ", splits.keySet())));
    }
    if (patterns.size() > 1) {
      throw new UnusableFileException(
          folder
              + " has several data sets: "
              + String.join(", ", patterns)
              + "; name one of them instead of the folder");
    }
    return patterns.iterator().next();
  }

  private static void refuseArrow(Path folder) {
    if (Files.exists(folder.resolve("dataset_info.json"))
        && Files.exists(folder.resolve("state.json"))) {
      throw new UnusableFileException(
          folder
              + " was written by save_to_disk (Arrow), which is not read; write Parquet in Python:"
              + " datasets.load_from_disk('"
              + folder
              + "').to_parquet('problems.parquet')");
    }
  }

  private static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (IllegalArgumentException e) {
      throw new UnusableFileException(
          "pattern " + pattern + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns the last folder of a pattern before what makes it one. */
  private static Path root(Path pattern) {
    Path root = pattern;
    while (root != null && isPattern(root.toString())) {
      root = root.getParent();
    }
    return root == null ? Path.of("") : root;
  }

  private static int depth(Path root, Path pattern) {
    return root.toString().isEmpty()
        ? pattern.getNameCount()
        : pattern.getNameCount() - root.getNameCount();
  }

  private static List<Path> walk(Path root, int depth) {
    try (Stream<Path> files = Files.walk(root, depth)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new UnusableFileException("folder cannot be read: " + root + ": " + e.getMessage(), e);
    }
  }
}

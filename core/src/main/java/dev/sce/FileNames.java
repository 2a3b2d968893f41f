package dev.sce;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the names of a program's files.
 *
 * <p>A name must mean the same file on every backend and platform, and must not leave the working
 * directory. So backslashes and drive letters are refused everywhere, not only on Windows.
 */
final class FileNames {
  /** The longest name; Linux takes 4,096 bytes for a whole path, the directory's part included. */
  private static final int MAX_LENGTH = 2048;

  /** The longest part of a name between two slashes, as on every common file system. */
  private static final int MAX_PART = 255;

  private FileNames() {}

  static void requireAll(Set<String> names) {
    TreeSet<String> sorted = new TreeSet<>();
    for (String name : names) {
      require(name);
      sorted.add(name);
    }
    for (String name : sorted) {
      String inside = sorted.ceiling(name + "/");
      if (inside != null && inside.startsWith(name + "/")) {
        throw new IllegalArgumentException(
            "file name '" + name + "' is also the folder of another file");
      }
    }
  }

  static void require(String name) {
    String problem = problem(name);
    if (problem != null) {
      String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
      throw new IllegalArgumentException(
          "file name '" + shown.replace("\0", "\\0") + "' " + problem);
    }
  }

  private static @Nullable String problem(String name) {
    if (name.isEmpty()) {
      return "is empty";
    }
    if (name.indexOf('\0') >= 0) {
      return "contains a NUL character";
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      return "is not valid Unicode";
    }
    if (name.startsWith("/") || name.indexOf('\\') >= 0 || hasDrive(name)) {
      return "is not a relative path with forward slashes";
    }
    if (name.length() > MAX_LENGTH) {
      return "is longer than " + MAX_LENGTH + " characters";
    }
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        return "leaves the working directory";
      }
      if (part.isEmpty() || part.equals(".")) {
        return "has an empty part or a part '.'";
      }
      if (part.getBytes(StandardCharsets.UTF_8).length > MAX_PART) {
        return "has a part longer than " + MAX_PART + " bytes";
      }
    }
    return null;
  }

  private static boolean hasDrive(String name) {
    char first = Character.toLowerCase(name.charAt(0));
    return name.startsWith(":", 1) && first >= 'a' && first <= 'z';
  }
}

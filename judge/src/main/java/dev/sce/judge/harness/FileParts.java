package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.DataSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Files that are read back from a sandbox in parts, because one file may be too large for that. */
final class FileParts {
  /** So that a file of 100 MB stays below the default limit for files that are read back. */
  private static final int PARTS = 8;

  private static final Pattern PART = Pattern.compile("(.+)\\.part(\\d)");

  private FileParts() {}

  /** Returns a shell command that replaces a file by its parts. */
  static String split(String file) {
    return "split -n " + PARTS + " -d -a 1 " + file + " " + file + ".part && rm " + file;
  }

  /** Returns a command that may write a file so large. */
  static Command large(Command command) {
    return command.withLimits(command.limits().withFileSize(DataSize.ofMebibytes(120)));
  }

  /** Returns the names of the parts. */
  static List<String> names(String file) {
    return IntStream.range(0, PARTS).mapToObj(part -> file + ".part" + part).toList();
  }

  /** Returns files with parts put together, in the order of the map. */
  static SequencedMap<String, Blob> joined(SequencedMap<String, Blob> files) {
    LinkedHashMap<String, Blob> joined = new LinkedHashMap<>();
    LinkedHashMap<String, Integer> sizes = new LinkedHashMap<>();
    files.forEach(
        (name, content) -> {
          Matcher part = PART.matcher(name);
          if (part.matches()) {
            sizes.merge(part.group(1), content.size(), Math::addExact);
          } else {
            joined.put(name, content);
          }
        });
    sizes.forEach((name, size) -> joined.put(name, join(name, size, files)));
    return joined;
  }

  private static Blob join(String file, int size, Map<String, Blob> files) {
    byte[] bytes = new byte[size];
    int at = 0;
    for (String name : names(file)) {
      Blob part = files.getOrDefault(name, Blob.EMPTY);
      part.asByteBuffer().get(bytes, at, part.size());
      at += part.size();
    }
    return Blob.of(bytes);
  }
}

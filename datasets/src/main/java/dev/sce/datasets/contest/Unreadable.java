package dev.sce.datasets.contest;

import dev.sce.json.InvalidDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Objects;

/** Says why something of a package cannot be read. */
final class Unreadable {
  private Unreadable() {}

  /** Returns what a failure to read means, for people. */
  static String why(Exception failure) {
    return switch (failure) {
      case UncheckedIOException e -> why(Objects.requireNonNull(e.getCause()));
      case InvalidDataException e -> String.valueOf(e.getMessage());
      // Its message is often no more than the file's name.
      case FileSystemException e -> e.getFile() + " cannot be read";
      case IOException e -> "it cannot be read: " + e.getMessage();
      default -> String.valueOf(failure.getMessage());
    };
  }
}

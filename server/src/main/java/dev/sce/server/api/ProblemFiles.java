package dev.sce.server.api;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The files of problems that a server has.
 *
 * @param files by the name of their data set
 */
public record ProblemFiles(Map<String, Path> files) {
  /** Copies the map. */
  public ProblemFiles {
    files = Map.copyOf(files);
  }

  /** Returns the file of a data set. */
  Optional<Path> find(String dataSet) {
    return Optional.ofNullable(files.get(dataSet));
  }
}

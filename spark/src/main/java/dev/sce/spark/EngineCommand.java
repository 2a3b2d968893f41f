package dev.sce.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the command {@code sce} on the machine that asks. */
final class EngineCommand {
  private static final String NAME = "sce";

  private final Map<String, String> environment;
  private final List<Path> folders;
  private final List<String> tried = new ArrayList<>();

  /**
   * Makes a search.
   *
   * @param environment variables of this process
   * @param folders where Spark unpacks archives
   */
  EngineCommand(Map<String, String> environment, List<Path> folders) {
    this.environment = environment;
    this.folders = folders;
  }

  /**
   * Returns the command: the one configured, that of {@code SCE_COMMAND}, one in an unpacked
   * archive, or one on the PATH.
   *
   * @throws SceException naming all that was tried
   */
  String find(@Nullable String configured) {
    if (configured != null) {
      return named(configured, SparkSettings.COMMAND);
    }
    String told = environment.get("SCE_COMMAND");
    if (told != null && !told.isEmpty()) {
      return named(told, "SCE_COMMAND");
    }
    for (Path folder : folders) {
      Path found = unpacked(folder.resolve(NAME));
      if (found != null) {
        return found.toString();
      }
    }
    Path found = onPath(NAME);
    if (found != null) {
      return found.toString();
    }
    throw missing("");
  }

  private String named(String command, String setting) {
    if (command.contains(File.separator)) {
      Path path = Path.of(command);
      if (isCommand(path)) {
        return path.toAbsolutePath().toString();
      }
    } else {
      Path found = onPath(command);
      if (found != null) {
        return found.toString();
      }
    }
    throw missing(setting + " names " + command + ". ");
  }

  /** An archive has the command in its own folder, unless it was made without one. */
  private @Nullable Path unpacked(Path folder) {
    if (isCommand(folder.resolve("bin/sce"))) {
      return folder.resolve("bin/sce").toAbsolutePath();
    }
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
        for (Path each : inside) {
          if (isCommand(each.resolve("bin/sce"))) {
            return each.resolve("bin/sce").toAbsolutePath();
          }
        }
      } catch (IOException e) {
        tried.add(folder + " (" + e.getMessage() + ")");
      }
    }
    return null;
  }

  private @Nullable Path onPath(String name) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path command = Path.of(folder).resolve(name);
      if (!folder.isEmpty() && isCommand(command)) {
        return command;
      }
    }
    return null;
  }

  private boolean isCommand(Path path) {
    if (Files.isRegularFile(path) && Files.isExecutable(path)) {
      return true;
    }
    tried.add(path + (Files.isRegularFile(path) ? " (not executable)" : ""));
    return false;
  }

  private SceException missing(String told) {
    return new SceException(
        "the command sce is not on this machine. "
            + told
            + "Tried: "
            + String.join(", ", tried)
            + ". Give Spark the release's archive with --archives sce.tar.gz#sce, or name the"
            + " command with "
            + SparkSettings.COMMAND
            + " or SCE_COMMAND");
  }
}

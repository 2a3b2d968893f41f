package dev.sce.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * What a release has besides the command, made from the command itself. Run when a release is
 * built, never by users.
 */
final class ReleaseFiles {
  private ReleaseFiles() {}

  /** Takes the directory {@code share} of the release, its version and its day. */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), args[1], args[2]);
  }

  static void write(Path share, String version, String date) throws IOException {
    CommandLine line = new CommandLine(new Main());
    Main.addCommands(line, List.of());
    Converters.register(line);
    write(share.resolve("man/man1/sce.1"), ManPage.of(line, "sce " + version, date));
    write(share.resolve("bash-completion/completions/sce"), AutoComplete.bash("sce", line));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }
}

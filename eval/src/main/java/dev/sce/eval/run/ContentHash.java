package dev.sce.eval.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells files and folders apart by their content, wherever they are. */
public final class ContentHash {
  private static final int BYTES = 16;

  private ContentHash() {}

  /**
   * Returns 32 hexadecimal digits of a SHA-256 of a file, or of all files of a folder with their
   * names. What can be read only once, such as a pipe, is left for its reader and has no digits.
   */
  public static String of(Path place) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    if (Files.isDirectory(place)) {
      addFolder(place, digest);
    } else if (Files.isRegularFile(place)) {
      addFile(place, digest);
    } else {
      return "";
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static void addFolder(Path folder, MessageDigest digest) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      // Each part has a length of its own, so that no name can pass for the end of a file.
      byte[] name = folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8);
      digest.update((name.length + ":" + Files.size(file) + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(name);
      addFile(file, digest);
    }
  }

  private static void addFile(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    }
  }
}

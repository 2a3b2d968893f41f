package dev.sce.sandbox;

import dev.sce.spi.WarmModule;
import dev.sce.support.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * What was compiled: the supervisor, and what warm interpreters load. Taken out of the jar once,
 * into a directory that only its owner can enter, under names made of the content.
 *
 * <p>{@code -Dsce.supervisor=PATH} uses another executable.
 */
final class NativeFiles {
  private static final String OVERRIDE = "sce.supervisor";

  private static final String RW_OWNER = "rw-r--r--";
  private static final List<String> WARM =
      List.of("_sce_warm.so", "sce_boot.py", "sce_record.py", "sce_hide.py", "sitecustomize.py");

  private NativeFiles() {}

  /** Returns the path of the supervisor, ready to be started. */
  static Path supervisor() throws IOException {
    String override = System.getProperty(OVERRIDE);
    if (override != null) {
      return Path.of(override);
    }
    byte[] content = content("sce-supervisor");
    Path file = NativeDirectory.find().resolve("sce-supervisor-" + hash(content));
    place(file, content, "rwx------");
    return file;
  }

  /** Returns the directory that is shown to interpreters which shall be warm. */
  static Path warm() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : WARM) {
      files.put(name, content("warm/" + name));
    }
    for (WarmModule module : ServiceLoader.load(WarmModule.class)) {
      files.put(module.name() + ".py", module.source().toByteArray());
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    files.forEach(
        (name, content) -> {
          all.writeBytes((name + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
          all.writeBytes(content);
        });
    Path directory = NativeDirectory.find().resolve("warm-" + hash(all.toByteArray()));
    NativeDirectory.make(directory);
    // Programs look at it under an identity of their own.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      place(directory.resolve(file.getKey()), file.getValue(), RW_OWNER);
    }
    return directory;
  }

  private static byte[] content(String name) throws IOException {
    String arch = System.getProperty("os.arch");
    String path = "/META-INF/native/linux-" + arch + "/" + name;
    try (InputStream in = NativeFiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("this build has no " + name + " for linux-" + arch);
      }
      return in.readAllBytes();
    }
  }

  private static void place(Path file, byte[] content, String permissions) throws IOException {
    if (!isIntact(file, content, permissions)) {
      Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "new", "");
      Files.write(fresh, content);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(permissions));
      move(fresh, file);
    }
  }

  private static boolean isIntact(Path file, byte[] content, String permissions)
      throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.getPosixFilePermissions(file).equals(PosixFilePermissions.fromString(permissions))
        && Arrays.equals(Files.readAllBytes(file), content);
  }

  /** Others may be doing the same now, so the file appears whole or not at all. */
  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String hash(byte[] content) {
    return HexFormat.of().formatHex(Sha256.digest().digest(content), 0, 8);
  }
}

package dev.sce.internal.reuse;

import dev.sce.internal.reuse.FilePrints.Depth;
import dev.sce.internal.reuse.FilePrints.Watched;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What results depend on besides the tools that commands name: kernel, packages, this library. */
final class MachinePrint {
  /** Where package managers say what is installed, and where things are put without them. */
  private static final List<String> INSTALLED =
      List.of(
          "/var/lib/dpkg/status",
          "/var/lib/rpm/rpmdb.sqlite",
          "/var/lib/rpm/Packages",
          "/usr/lib/sysimage/rpm/rpmdb.sqlite",
          "/lib/apk/db/installed",
          "/var/lib/pacman/local",
          "/etc/ld.so.cache",
          "/etc/localtime",
          "/usr/lib",
          "/usr/lib64",
          "/usr/libexec",
          "/usr/include",
          "/usr/share");

  private static final List<String> FOLDERS =
      List.of("/etc/alternatives", "/usr/lib/jvm", "/usr/local", "/usr/local/lib");

  private static final int MOST_TEXT = 1 << 16;

  private MachinePrint() {}

  /** Adds what does not change while this process runs. */
  static void addConstants(KeyDigest digest) {
    digest.add(System.getProperty("os.arch", ""));
    digest.add(Runtime.getRuntime().availableProcessors());
    digest.add(text("/proc/sys/kernel/osrelease"));
    digest.add(text("/proc/sys/kernel/version"));
    digest.add(text("/etc/os-release"));
    digest.add(processor());
  }

  /** Returns what has to stay as it is. */
  static List<Watched> watched(List<Path> searchPath, Class<?> library) {
    List<Watched> watched = new ArrayList<>();
    INSTALLED.forEach(path -> watched.add(new Watched(Path.of(path), Depth.ITSELF)));
    FOLDERS.forEach(path -> watched.add(new Watched(Path.of(path), Depth.ENTRIES)));
    watched.addAll(commandsIn(searchPath));
    watched.addAll(codeOf(library));
    // Another supervisor than this library's own is no part of its code.
    String supervisor = System.getProperty("sce.supervisor");
    if (supervisor != null) {
      watched.add(new Watched(Path.of(supervisor), Depth.ITSELF));
    }
    return watched;
  }

  /**
   * Returns the commands that programs find without being told of them, each by itself: one that is
   * written over in place leaves its folder as it was.
   */
  static List<Watched> commandsIn(Collection<Path> folders) {
    Set<Path> seen = new HashSet<>();
    List<Watched> watched = new ArrayList<>();
    for (Path folder : folders) {
      // Often /bin is a link to /usr/bin, which has some thousand entries.
      watched.add(
          new Watched(folder, seen.add(FilePrints.real(folder)) ? Depth.ENTRIES : Depth.ITSELF));
    }
    return watched;
  }

  /** Returns where the code of a module is: versions do not change with every build. */
  static List<Watched> codeOf(Class<?> type) {
    try {
      var source = type.getProtectionDomain().getCodeSource();
      if (source == null || source.getLocation() == null) {
        return List.of();
      }
      Path path = Path.of(source.getLocation().toURI());
      return List.of(new Watched(path, Files.isDirectory(path) ? Depth.ALL : Depth.ITSELF));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return List.of();
    }
  }

  /** What the processor can do decides which code libraries choose, and the last digits of sums. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .takeWhile(line -> !line.isBlank())
          .filter(line -> line.matches("(model name|flags|Features|CPU (part|implementer))\\s*:.*"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}

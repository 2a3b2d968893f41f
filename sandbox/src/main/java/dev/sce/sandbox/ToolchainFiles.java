package dev.sce.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files outside of /usr without which a distribution's compilers and interpreters do not work:
 * package databases, search paths, lists of extensions.
 *
 * <p>Each is named, and never a folder as wide as /etc: what a package ships and a toolchain must
 * read is here; what an administrator fills in for a site (php.ini, Renviron.site, web.config) is
 * not, since it may hold passwords.
 */
final class ToolchainFiles {
  /** Extensions of PHP that its packages switch on, by the names of their settings. */
  private static final String PHP_EXTENSIONS =
      "{bcmath,bz2,calendar,ctype,dom,exif,ffi,fileinfo,ftp,gettext,gmp,iconv,intl,json,mbstring,"
          + "opcache,pdo,phar,posix,readline,shmop,simplexml,sockets,sodium,sysvmsg,sysvsem,sysvshm,"
          + "tokenizer,xml,xmlreader,xmlwriter,xsl,zip}.ini";

  /** Paths, of which each name may be a glob. */
  private static final List<String> PATTERNS =
      List.of(
          // Java: security settings, logging, recordings; not the passwords of its management.
          "/etc/java-*/{*.properties,*.properties.*,*.cfg,jfr,security}",
          "/etc/java-*/management/management.properties",
          // Pascal: where its units are.
          "/etc/fpc*.cfg",
          // D (ldc): switches and libraries.
          "/etc/ldc2.conf",
          // C#: which native libraries its assemblies mean, and what System.Configuration reads.
          "/etc/mono/config",
          "/etc/mono/*/machine.config",
          // Nim: paths and the C compiler.
          "/etc/nim/{nim.cfg,config.nims}",
          // OCaml: where findlib's packages are.
          "/etc/ocamlfind.conf",
          // PHP: the settings that load an extension each; LINKS has the links to them.
          "/etc/php/*/mods-available/" + PHP_EXTENSIONS,
          // R: without it R starts with a complaint on standard output and no packages.
          "/etc/R/{Renviron,ldpaths,repositories,Makeconf}",
          // Racket: where its collections are.
          "/etc/racket/config.rktd",
          // Haskell: the packages that come with the compiler.
          "/var/lib/ghc/package.conf.d");

  /**
   * Folders of links to files of the list above. A file of a site's own among the links is not
   * shown, and then the folder as such is not either, only its links.
   */
  private static final String LINKS = "/etc/php/*/cli/conf.d";

  private ToolchainFiles() {}

  /**
   * Returns those that there are.
   *
   * @param root where they are looked up: the root of the file system
   */
  static List<Path> ofThisMachine(Path root) {
    return Stream.concat(
            PATTERNS.stream().flatMap(pattern -> expand(root, pattern).stream()),
            expand(root, LINKS).stream().flatMap(ToolchainFiles::links))
        .toList();
  }

  /** Links lead nowhere but to what is shown by itself. */
  private static Stream<Path> links(Path folder) {
    List<Path> entries = matches(folder, "*");
    if (entries.stream().allMatch(Files::isSymbolicLink)) {
      return Stream.of(folder);
    }
    return expand(folder, "/*-" + PHP_EXTENSIONS).stream()
        .filter(Files::isSymbolicLink)
        .filter(ToolchainFiles::leadsToSettings);
  }

  private static boolean leadsToSettings(Path link) {
    try {
      Path settings = link.resolveSibling("../../mods-available").toRealPath();
      return settings.equals(link.toRealPath().getParent());
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Path> expand(Path root, String pattern) {
    List<Path> found = List.of(root);
    for (String name : pattern.substring(1).split("/")) {
      found = found.stream().flatMap(folder -> matches(folder, name).stream()).toList();
    }
    return found;
  }

  /** Returns the entries of a folder that match; none where the folder is missing or closed. */
  private static List<Path> matches(Path folder, String glob) {
    List<Path> matches = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
      entries.forEach(matches::add);
    } catch (IOException e) {
      return List.of();
    }
    matches.sort(null);
    return matches;
  }
}

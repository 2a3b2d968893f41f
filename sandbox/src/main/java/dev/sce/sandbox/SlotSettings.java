package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Warm;
import dev.sce.spi.CommandResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every slot of a backend is made of.
 *
 * @param mode one of the {@code MODE_} numbers
 * @param cgroups whether control groups are used where they can be had
 * @param layout what programs can see
 * @param writableBytes what one program may write into files in all
 * @param executable the supervisor
 * @param warm whether Python programs may be forked from a started interpreter
 * @param requiredModules what such an interpreter imports ahead and must not lack
 * @param pinned whether each slot keeps to one processor
 */
record SlotSettings(
    int mode,
    boolean cgroups,
    RootLayout layout,
    long writableBytes,
    Path executable,
    boolean warm,
    List<String> requiredModules,
    boolean pinned) {

  /** Files and folders one program may make: plenty for a build, far too few to hurt. */
  static final long WRITABLE_INODES = 100_000;

  /**
   * What programs import most, as counted in the public data sets of code evaluation. All of it
   * comes with Python; each module is one that many programs use and that takes time to import.
   */
  static final List<String> USUAL_MODULES =
      List.of(
          "math",
          "re",
          "typing",
          "collections",
          "heapq",
          "itertools",
          "functools",
          "bisect",
          "random",
          "string",
          "operator",
          "copy",
          "json");

  /** Where interpreters find what makes them warm; {@code warm_protocol.h} has it too. */
  static final String WARM_TARGET = "/.sce";

  /** Turns control groups off, to test what is enforced without them. */
  private static final String NO_CGROUPS = "sce.cgroups";

  /** Returns what warm interpreters import ahead, the usual and what the caller adds. */
  List<String> modules() {
    return Stream.concat(USUAL_MODULES.stream(), requiredModules.stream()).distinct().toList();
  }

  /** Returns what starts the supervisor of a slot. */
  List<String> command(SlotPlace place) {
    String file = executable.toString();
    return pinned ? List.of(file, "--place", "" + place.number()) : List.of(file);
  }

  static SlotSettings of(int mode, ExecutionConfig config, CommandResolver commands)
      throws IOException {
    // Without a pid namespace an interpreter would be in reach of its programs.
    boolean namespaces = mode == Protocol.MODE_NAMESPACES;
    RootLayout layout = RootLayout.ofThisMachine(commands, config.readOnlyPaths(), !namespaces);
    return new SlotSettings(
        mode,
        !"off".equals(System.getProperty(NO_CGROUPS)),
        namespaces ? layout.with(NativeFiles.warm(), WARM_TARGET) : layout,
        config.writableSize().bytes(),
        NativeFiles.supervisor(),
        namespaces && config.warm() == Warm.AUTO,
        config.preload(),
        config.pinCpus());
  }
}

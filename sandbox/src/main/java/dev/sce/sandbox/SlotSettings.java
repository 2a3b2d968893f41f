package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What every slot of a backend is made of.
 *
 * @param mode one of the {@code MODE_} numbers
 * @param cgroups whether control groups are used where they can be had
 * @param layout what programs can see
 * @param writableBytes what one program may write into files in all
 * @param executable the supervisor
 */
record SlotSettings(
    int mode, boolean cgroups, RootLayout layout, long writableBytes, Path executable) {
  /** Files and folders one program may make: plenty for a build, far too few to hurt. */
  static final long WRITABLE_INODES = 100_000;

  /** Turns control groups off, to test what is enforced without them. */
  private static final String NO_CGROUPS = "sce.cgroups";

  static SlotSettings of(int mode, ExecutionConfig config) throws IOException {
    return new SlotSettings(
        mode,
        !"off".equals(System.getProperty(NO_CGROUPS)),
        RootLayout.ofThisMachine(config.readOnlyPaths(), mode == Protocol.MODE_LANDLOCK),
        config.writableSize().bytes(),
        SupervisorBinary.path());
  }
}

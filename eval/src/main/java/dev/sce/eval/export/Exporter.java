package dev.sce.eval.export;

import java.io.IOException;
import java.io.OutputStream;

/** Writes results in one format. Has no state. */
interface Exporter {
  /** Where the files of a format go. */
  @FunctionalInterface
  interface Target {
    /**
     * Opens a file, which the exporter closes.
     *
     * @param name its name, for a format that is a folder
     */
    OutputStream open(String name) throws IOException;
  }

  /**
   * Writes results.
   *
   * @return how many rows were left out, because they have no judgement and the format has no place
   *     for that
   */
  long write(Exported results, Target target) throws IOException;
}

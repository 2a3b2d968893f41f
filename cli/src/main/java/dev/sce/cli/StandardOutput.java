package dev.sce.cli;

import java.io.IOException;

/** Standard output, whose stream swallows every failure to write. */
final class StandardOutput {
  private StandardOutput() {}

  /** Fails if something that was printed could not be written, for example to a full disk. */
  static void check() throws IOException {
    if (System.out.checkError()) {
      throw new IOException("cannot write to standard output");
    }
  }
}

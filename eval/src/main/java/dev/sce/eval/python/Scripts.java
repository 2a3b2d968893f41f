package dev.sce.eval.python;

import dev.sce.Blob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The Python programs of this package: the same bytes for every sample, so that they start warm.
 */
final class Scripts {
  /** Judges a sample; its parts are one program, kept in several files for the reader's sake. */
  static final Blob CHECKER =
      join(
          "asserts.py",
          "checker_10_wire.py",
          "checker_20_sample.py",
          "checker_30_remote.py",
          "checker_40_tests.py",
          "checker_50_inputs.py",
          "checker_90_main.py");

  /** Starts the checker from what {@link #COMPILE} made of it. */
  static final Blob START = join("start.py");

  /** Compiles the checker. */
  static final Blob COMPILE = join("compile.py");

  /** Answers questions about source text. */
  static final Blob SOURCES = join("asserts.py", "sources.py");

  private Scripts() {}

  private static Blob join(String... names) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String name : names) {
      try (InputStream in = Scripts.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException("the library lacks its own file " + name);
        }
        in.transferTo(all);
        all.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Blob.of(all.toByteArray());
  }
}

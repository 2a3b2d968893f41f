package dev.sce.eval.python;

import dev.sce.Blob;
import dev.sce.eval.resource.Resource;

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
    StringBuilder all = new StringBuilder();
    for (String name : names) {
      all.append(Resource.text(Scripts.class, name)).append('\n');
    }
    return Blob.ofText(all.toString());
  }
}

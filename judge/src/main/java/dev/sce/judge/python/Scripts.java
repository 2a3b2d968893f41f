package dev.sce.judge.python;

import dev.sce.Blob;
import dev.sce.judge.referee.Confinement;
import dev.sce.judge.resource.Resource;

/**
 * The Python programs of this package: the same bytes for every sample, so that they start warm.
 */
public final class Scripts {
  /** Judges a sample; its parts are one program, kept in several files for the reader's sake. */
  static final Blob CHECKER =
      Blob.ofText(
          Confinement.source()
              + text(
                  "asserts.py",
                  "checker_08_sets.py",
                  "checker_10_wire.py",
                  "checker_15_types.py",
                  "checker_18_one_process.py",
                  "checker_20_sample.py",
                  "checker_25_prompt.py",
                  "checker_30_remote.py",
                  "checker_40_tests.py",
                  "checker_45_together.py",
                  "checker_50_inputs.py",
                  "checker_80_modules.py",
                  "checker_90_main.py"));

  /** Starts the checker from what {@link #COMPILE} made of it. */
  static final Blob START = Blob.ofText(text("start.py"));

  /** Compiles the checker. */
  static final Blob COMPILE = Blob.ofText(text("compile.py"));

  /** Tells what the assertions of a source are. */
  public static final String ASSERTS = text("asserts.py");

  private Scripts() {}

  private static String text(String... names) {
    StringBuilder all = new StringBuilder();
    for (String name : names) {
      all.append(Resource.text(Scripts.class, name)).append('\n');
    }
    return all.toString();
  }
}

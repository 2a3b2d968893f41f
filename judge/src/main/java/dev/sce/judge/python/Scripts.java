package dev.sce.judge.python;

import dev.sce.Blob;
import dev.sce.judge.resource.Resource;

/**
 * The Python programs of this package: the same bytes for every sample, so that they start warm.
 */
public final class Scripts {
  /** Judges a sample. */
  static final Blob JUDGE = Blob.ofText(JoinedModules.of("__main__"));

  /** Runs where no judge lives on. */
  static final Blob NO_JUDGE = Blob.ofText(text("no_judge.py"));

  /** Starts the judge from what {@link #COMPILE} made of it. */
  static final Blob START = Blob.ofText(text("start.py"));

  /** Compiles the judge. */
  static final Blob COMPILE = Blob.ofText(text("compile.py"));

  /** Tells what the assertions of a source are. */
  public static final String ASSERTS = JoinedModules.of("asserts");

  private Scripts() {}

  private static String text(String name) {
    return Resource.text(Scripts.class, name) + '\n';
  }
}

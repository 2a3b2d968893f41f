package dev.sce.judge.python;

import java.util.List;

/** What the scripts of this package import. */
public final class PythonModules {
  /**
   * Modules for {@link dev.sce.ExecutionConfig.Builder#preload}: with them in the warm interpreter,
   * a sample of a few lines takes about half as long.
   */
  public static final List<String> PRELOAD =
      List.of(
          "ast",
          "binascii",
          "ctypes",
          "json",
          "math",
          "random",
          "select",
          "signal",
          "struct",
          PythonJudgeModule.NAME);

  private PythonModules() {}
}

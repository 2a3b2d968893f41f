package dev.sce.judge.python;

import dev.sce.Blob;
import dev.sce.spi.WarmModule;

/** The script that judges samples, as a module for warm interpreters: none of it is made anew. */
public final class PythonJudgeModule implements WarmModule {
  /** What {@code start.py} imports. */
  static final String NAME = "_sce_judge";

  /** Made by the service loader. */
  public PythonJudgeModule() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Blob source() {
    return Scripts.JUDGE;
  }
}

package dev.sce.judge;

/** Where tests run that are Python and call the sample. */
public enum JudgeProcess {
  /** In a process that the sample cannot reach. */
  APART("apart"),

  /**
   * In the sample's own process, where it can do to the tests what it likes: a verdict is worth
   * what the sample lets it be.
   */
  IN_PROCESS("in-process");

  private final String label;

  JudgeProcess(String label) {
    this.label = label;
  }

  /** Returns its name in options, rows and metrics. */
  public String label() {
    return label;
  }
}

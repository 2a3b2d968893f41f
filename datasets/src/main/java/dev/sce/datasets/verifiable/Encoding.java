package dev.sce.datasets.verifiable;

/** How a row writes its tests. */
enum Encoding {
  /** Two lists, {@code inputs} and {@code outputs}: APPS, TACO, PRIME, verl. */
  COLUMNS("columns"),
  /** A list of objects with {@code input} and {@code output}: LiveCodeBench, DeepCoder. */
  ROWS("rows"),
  /** The same with a {@code type} each: SYNTHETIC-1 and open-r1. */
  TYPED_ROWS("typed rows"),
  /** A list of statements of Python: AceCode, open-instruct, MBPP. */
  ASSERTS("asserts"),
  /** A program that tests: KodCode, LeetCodeDataset. */
  PROGRAM("test program");

  private final String label;

  Encoding(String label) {
    this.label = label;
  }

  /** Returns its name for people. */
  String label() {
    return label;
  }
}

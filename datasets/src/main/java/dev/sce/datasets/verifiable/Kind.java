package dev.sce.datasets.verifiable;

/** What tests ask of a sample. */
enum Kind {
  /** To read standard input and print. */
  STDIN("stdin"),
  /** To define a function, which is called. */
  CALLS("calls"),
  /** To define what statements of Python use. */
  ASSERTS("asserts"),
  /** To define a function that a {@code check(candidate)} is given. */
  CHECK("check"),
  /** To be the module {@code solution} of a file for pytest. */
  PYTEST("pytest"),
  /** To be followed by a class of unittest. */
  UNITTEST("unittest");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /** Returns its name for people. */
  String label() {
    return label;
  }
}

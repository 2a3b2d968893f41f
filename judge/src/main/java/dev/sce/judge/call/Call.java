package dev.sce.judge.call;

/**
 * One call of a function and what it should return.
 *
 * @param name the test's name or number
 * @param arguments a JSON array on one line
 * @param expected the value as JSON; it stays outside the sandbox
 */
public record Call(String name, String arguments, String expected) {
  /** Checks that the arguments are one line, as the driver reads them. */
  public Call {
    if (arguments.indexOf('\n') >= 0 || !arguments.startsWith("[")) {
      throw new IllegalArgumentException(
          "the arguments of test " + name + " are no JSON array on one line");
    }
  }
}

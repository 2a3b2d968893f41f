package dev.sce;

import org.jspecify.annotations.Nullable;

/** An option has a value that is refused. The message names the option as it is called in Java. */
public final class InvalidOptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final ExecutionOption option;
  private final String value;
  private final String problem;

  private InvalidOptionException(ExecutionOption option, @Nullable Object value, String problem) {
    super(option.key() + " " + problem);
    this.option = option;
    this.value = String.valueOf(value);
    this.problem = problem;
  }

  /** Returns an exception for a value that is not among those allowed. */
  public static InvalidOptionException of(
      ExecutionOption option, @Nullable Object value, String allowed) {
    return new InvalidOptionException(option, value, "must be " + allowed + ", but is " + value);
  }

  /**
   * Returns an exception for a value that is refused for a reason of its own.
   *
   * @param problem what follows the name of the option in a sentence
   */
  public static InvalidOptionException because(
      ExecutionOption option, @Nullable Object value, String problem) {
    return new InvalidOptionException(option, value, problem);
  }

  /** Returns the option. */
  public ExecutionOption option() {
    return option;
  }

  /** Returns the refused value as text. */
  public String value() {
    return value;
  }

  /** Returns the message for a front end that calls the option by another name. */
  public String messageFor(String name) {
    return name + " " + problem;
  }
}

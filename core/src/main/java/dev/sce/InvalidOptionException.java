package dev.sce;

import dev.sce.support.Seconds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An option has an invalid value. The message uses the option's name in Java. */
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
    return new InvalidOptionException(
        option, value, "must be " + allowed + ", but is " + shown(value));
  }

  /**
   * Returns an exception for a value that is rejected for a specific reason.
   *
   * @param problem the words that follow the option's name in the message
   */
  public static InvalidOptionException because(
      ExecutionOption option, @Nullable Object value, String problem) {
    return new InvalidOptionException(option, value, problem);
  }

  private static @Nullable Object shown(@Nullable Object value) {
    if (value instanceof Duration time) {
      return Seconds.text(time);
    }
    return "".equals(value) ? "empty" : value;
  }

  /** Returns the option. */
  public ExecutionOption option() {
    return option;
  }

  /** Returns the rejected value as text. */
  public String value() {
    return value;
  }

  /** Returns the message with the name that a front end uses for the option. */
  public String messageFor(String name) {
    return name + " " + problem;
  }
}

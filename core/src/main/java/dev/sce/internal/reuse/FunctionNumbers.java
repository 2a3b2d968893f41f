package dev.sce.internal.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.EarlyStop;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells functions of the caller's apart by their identity, which is all that can be known of them.
 *
 * <p>Only the first few get a number: a caller who makes a new function for each executable would
 * otherwise fill the memory with functions of which no two are the same.
 */
final class FunctionNumbers {
  private static final int MOST = 64;
  private static final long NONE = -1;

  @GuardedBy("this")
  private final IdentityHashMap<Object, Long> numbers = new IdentityHashMap<>();

  /** Returns the number of a function, the same for the same instance only. */
  synchronized long of(Object function) {
    Long known = numbers.get(function);
    if (known != null) {
      return known;
    }
    if (numbers.size() >= MOST) {
      return NONE;
    }
    numbers.put(function, (long) numbers.size());
    return numbers.size() - 1L;
  }

  /** Whether each of the functions has a number, or needs none. */
  synchronized boolean knows(EarlyStop rule, @Nullable Object function) {
    boolean constant = rule instanceof EarlyStop.Rule || EarlyStop.NEVER.equals(rule);
    return (constant || numbers.containsKey(rule))
        && (function == null || numbers.containsKey(function));
  }
}

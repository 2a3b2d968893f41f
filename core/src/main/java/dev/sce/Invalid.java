package dev.sce;

import org.jspecify.annotations.Nullable;

/** Makes the messages for values that are refused, all of one form. */
final class Invalid {
  private Invalid() {}

  static IllegalArgumentException option(String name, @Nullable Object value, String allowed) {
    return new IllegalArgumentException(name + " must be " + allowed + ", but is " + value);
  }
}

package dev.sce.spark;

import org.jspecify.annotations.Nullable;

/** Says why programs cannot be run or samples not be judged, and what to do. */
public final class SceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SceException(String message) {
    super(message);
  }

  SceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

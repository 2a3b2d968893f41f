package dev.sce;

/**
 * Called for each executable whose files could not be written in two attempts; its result is {@link
 * Outcome#SANDBOX_FAULT}. May be called by several threads at once.
 */
@FunctionalInterface
public interface WriteFailureListener {
  /** Ignores every failure. */
  WriteFailureListener NONE = failure -> {};

  /** Handles one failure. An exception is logged and does not change the result. */
  void writeFailed(WriteFailure failure);
}

package dev.sce;

/**
 * Is called for each executable whose files cannot be written, even at the second attempt; its
 * result is {@link Outcome#SANDBOX_FAULT}. May be called by several threads at once.
 */
@FunctionalInterface
public interface WriteFailureListener {
  /** Ignores every failure. */
  WriteFailureListener NONE = failure -> {};

  /** Handles one failure. An exception is logged and does not change the result. */
  void writeFailed(WriteFailure failure);
}

package dev.sce.json;

/** A row has more bytes or values than a row may have. */
final class OversizedRowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OversizedRowException(String message) {
    super(message);
  }
}

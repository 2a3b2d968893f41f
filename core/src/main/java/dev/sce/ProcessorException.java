package dev.sce;

/** A caller's preprocessor, postprocessor, early-stop rule or output function failed. */
public final class ProcessorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long index;

  /** Creates an exception for a failure in the named step of one prediction. */
  public ProcessorException(String step, long index, Throwable cause) {
    super("the " + step + " failed for prediction " + index + ": " + cause, cause);
    this.index = index;
  }

  /** Returns the index of the prediction, from 0. */
  public long index() {
    return index;
  }
}

package dev.sce.internal.pipeline;

import dev.sce.ProcessorException;

/** Carries an exception of a caller's function out of a job, until its index is known. */
final class CallerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String step;

  CallerFailure(String step, Throwable cause) {
    super(cause);
    this.step = step;
  }

  ProcessorException at(long index) {
    Throwable cause = getCause();
    return new ProcessorException(step, index, cause == null ? this : cause);
  }
}

package dev.sce.server.http;

/**
 * Counts the line of a streamed body that has begun and not ended, for its reader holds all of it.
 * Used by one event loop, but for what the budget calls.
 */
final class OpenLine implements BodyBudget.Reader {
  private final BodyBudget budget;
  private final Runnable pause;
  private final Runnable resume;
  private long counted;
  private boolean ended;
  private volatile boolean open;

  OpenLine(BodyBudget budget, Runnable pause, Runnable resume) {
    this.budget = budget;
    this.pause = pause;
    this.resume = resume;
    budget.begin(this);
  }

  /** More of the body has come. */
  void add(byte[] chunk) {
    if (ended) {
      return;
    }
    int line = chunk.length;
    while (line > 0 && chunk[line - 1] != '\n') {
      line--;
    }
    if (line > 0) {
      budget.leave(counted);
      counted = 0;
    }
    int more = chunk.length - line;
    counted += more;
    open = counted > 0;
    budget.received(this, more);
  }

  /** Whether a line has begun and not ended. */
  boolean isOpen() {
    return open;
  }

  /** Nothing more comes, or nobody reads it. Idempotent. */
  void end() {
    if (!ended) {
      ended = true;
      open = false;
      budget.end(this);
      budget.leave(counted);
      counted = 0;
    }
  }

  @Override
  public void pause() {
    pause.run();
  }

  @Override
  public void resume() {
    resume.run();
  }
}

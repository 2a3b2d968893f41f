package dev.sce.sandbox;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Runs an action when the thread that armed it is interrupted, in the thread that interrupts.
 *
 * <p>Reading a pipe cannot be interrupted. The JDK gives channels a way to hear of an interrupt of
 * the thread that waits in them; this is a channel of which nothing but that is used. The action
 * runs at most once, and never after {@link #disarm} has returned.
 */
final class InterruptHook extends AbstractInterruptibleChannel {
  private final Runnable action;

  private InterruptHook(Runnable action) {
    this.action = action;
  }

  /** Arms a hook for this thread; the action runs at once when it is interrupted already. */
  static InterruptHook arm(Runnable action) {
    InterruptHook hook = new InterruptHook(action);
    hook.begin();
    return hook;
  }

  /** Ends the watch; the thread's interrupt flag stays as it is. */
  void disarm() {
    try {
      end(true);
    } catch (AsynchronousCloseException e) {
      // It says that the action has run; the flag, which is set, tells the same.
    }
  }

  @Override
  protected void implCloseChannel() {
    action.run();
  }
}

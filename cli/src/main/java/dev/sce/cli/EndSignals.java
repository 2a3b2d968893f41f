package dev.sce.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for SIGTERM or SIGINT, or for the end of an input. A second one ends the JVM at once; its
 * programs end with it.
 *
 * <p>A shutdown hook would do but for the second signal, which the JVM ignores while hooks run. The
 * class for signals is not part of Java's API, and the compiler's warning of that cannot be turned
 * off, hence the reflection.
 */
final class EndSignals {
  private final CountDownLatch first = new CountDownLatch(1);

  /** Takes the signals over for the rest of the process. */
  EndSignals() {
    handle("TERM");
    handle("INT");
  }

  private void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              EndSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  received();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM does not hand out signals", e);
    }
  }

  /** Takes the end of an input as a signal too. */
  void addEndOf(InputStream in) {
    Thread.ofPlatform().daemon().name("sce-input").start(() -> readToTheEnd(in));
  }

  private void readToTheEnd(InputStream in) {
    try (in) {
      var _ = in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Nobody is there any more, either.
    }
    first.countDown();
  }

  private void received() {
    if (first.getCount() == 0) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
    first.countDown();
  }

  /** Waits for the first signal. */
  void await() throws InterruptedException {
    first.await();
  }
}

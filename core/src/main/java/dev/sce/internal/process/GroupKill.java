package dev.sce.internal.process;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * kill(2) for a whole process group, which the JDK has not.
 *
 * <p>Called directly where native access is enabled for this library ({@code
 * --enable-native-access}), as the command does; otherwise by the system's own command, which costs
 * a few milliseconds and is used only when somebody seems to be there.
 */
final class GroupKill {
  private static final @Nullable MethodHandle KILL =
      SystemCall.find(
              "kill",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
          .orElse(null);

  private GroupKill() {}

  /** Whether a call costs next to nothing. */
  static boolean isCheap() {
    return KILL != null;
  }

  /** Kills the group; whether it had any member. */
  static boolean killGroup(long group) {
    if (KILL == null) {
      return byCommand(group);
    }
    try {
      return (int) KILL.invokeExact(-Math.toIntExact(group), ExitStatus.SIGKILL) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) cannot be called", e);
    }
  }

  private static boolean byCommand(long group) {
    try {
      Process process =
          new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + group)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

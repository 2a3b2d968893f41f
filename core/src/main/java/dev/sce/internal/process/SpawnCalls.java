package dev.sce.internal.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What it takes of the C library to start a process in a session of its own and to wait for it.
 *
 * <p>Numbers and sizes are those of glibc on 64-bit Linux. Other C libraries, and glibc before
 * 2.34, lack {@code posix_spawn_file_actions_addclosefrom_np}, without which descriptors of the JVM
 * could reach a program; there these calls count as absent.
 */
final class SpawnCalls {
  private static final String ACTIONS = "posix_spawn_file_actions_";
  private static final short SET_SIGNAL_MASK = 0x08;
  private static final short SET_SESSION = 0x80;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int BY_PID = 1; // P_PID
  private static final int ENDED_BUT_KEPT = 4 | 0x0100_0000; // WEXITED | WNOWAIT
  private static final int CHILD_ENDED = 17; // SIGCHLD
  private static final int INTERRUPTED = 4; // EINTR

  /** Of posix_spawnattr_t, and more than posix_spawn_file_actions_t and siginfo_t take. */
  private static final long STRUCTURE_BYTES = 336;

  private static final long SIGNAL_SET_BYTES = 128;
  private static final long USAGE_BYTES = 144;

  private static final StructLayout ERRORS = Linker.Option.captureStateLayout();
  private static final VarHandle ERROR = ERRORS.varHandle(PathElement.groupElement("errno"));

  /** The calls, where they can be had. Below what making them needs. */
  static final @Nullable SpawnCalls AVAILABLE = available();

  private final MethodHandle spawn =
      find("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private final MethodHandle initActions = find(ACTIONS + "init", ADDRESS);
  private final MethodHandle destroyActions = find(ACTIONS + "destroy", ADDRESS);
  private final MethodHandle addCopy = find(ACTIONS + "adddup2", ADDRESS, JAVA_INT, JAVA_INT);
  private final MethodHandle addOpen =
      find(ACTIONS + "addopen", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private final MethodHandle addDirectory = find(ACTIONS + "addchdir_np", ADDRESS, ADDRESS);
  private final MethodHandle addCloseFrom = find(ACTIONS + "addclosefrom_np", ADDRESS, JAVA_INT);
  private final MethodHandle initAttributes = find("posix_spawnattr_init", ADDRESS);
  private final MethodHandle setFlags = find("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
  private final MethodHandle setMask = find("posix_spawnattr_setsigmask", ADDRESS, ADDRESS);
  private final MethodHandle pipe = find("pipe2", ADDRESS, JAVA_INT);
  private final MethodHandle close = find("close", JAVA_INT);
  private final MethodHandle kill = find("kill", JAVA_INT, JAVA_INT);
  private final MethodHandle reap = find("wait4", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
  private final MethodHandle await =
      SystemCall.find(
              "waitid",
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
              Linker.Option.captureCallState("errno"))
          .orElseThrow();

  private SpawnCalls() {
    MethodHandle signal =
        SystemCall.find("signal", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG))
            .orElseThrow();
    // Who started this JVM may have had it ignore the end of children, whose status is lost then.
    // The JDK does the same before it starts its first process.
    call(() -> (int) (long) signal.invokeExact(CHILD_ENDED, 0L));
  }

  private static @Nullable SpawnCalls available() {
    try {
      return ADDRESS.byteSize() == Long.BYTES ? new SpawnCalls() : null;
    } catch (NoSuchElementException e) {
      return null;
    }
  }

  private static MethodHandle find(String name, MemoryLayout... parameters) {
    return SystemCall.find(name, FunctionDescriptor.of(JAVA_INT, parameters)).orElseThrow();
  }

  /**
   * The ends of a pipe, which no other program inherits.
   *
   * @param readEnd descriptor that reads
   * @param writeEnd descriptor that writes
   */
  record Pipe(int readEnd, int writeEnd) {}

  /** Returns a new pipe; absent when there are too many open files. */
  Optional<Pipe> pipe() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      int result = call(() -> (int) pipe.invokeExact(ends, CLOSE_ON_EXEC));
      return result == 0
          ? Optional.of(new Pipe(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1)))
          : Optional.empty();
    }
  }

  void close(int descriptor) {
    int _ = call(() -> (int) close.invokeExact(descriptor));
  }

  /**
   * What to start. No text holds a null character.
   *
   * @param argv the program's path and its arguments
   * @param environment variables as {@code NAME=value}
   * @param directory where it starts
   * @param in descriptor of its standard input; -1 for /dev/null
   * @param out descriptor of its standard output
   * @param err descriptor of its standard error
   */
  record Start(
      List<String> argv, List<String> environment, String directory, int in, int out, int err) {}

  /**
   * A process id, or the reason for there being none.
   *
   * @param pid the new process, which leads a session
   * @param error an error number, or 0
   */
  record Started(int pid, int error) {}

  /** Starts a process; returns when it runs the program, or cannot. */
  Started start(Start start) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment actions = arena.allocate(STRUCTURE_BYTES, Long.BYTES);
      int error = call(() -> (int) initActions.invokeExact(actions));
      try {
        error = error == 0 ? addActions(arena, actions, start) : error;
        return error == 0 ? spawn(arena, actions, start) : new Started(-1, error);
      } finally {
        int _ = call(() -> (int) destroyActions.invokeExact(actions));
      }
    }
  }

  private int addActions(Arena arena, MemorySegment actions, Start start) {
    MemorySegment directory = arena.allocateFrom(start.directory());
    MemorySegment empty = arena.allocateFrom("/dev/null");
    int input =
        start.in() < 0
            ? call(() -> (int) addOpen.invokeExact(actions, 0, empty, 0, 0))
            : copy(actions, start.in(), 0);
    return firstError(
        input,
        copy(actions, start.out(), 1),
        copy(actions, start.err(), 2),
        call(() -> (int) addCloseFrom.invokeExact(actions, 3)),
        call(() -> (int) addDirectory.invokeExact(actions, directory)));
  }

  private int copy(MemorySegment actions, int from, int to) {
    return call(() -> (int) addCopy.invokeExact(actions, from, to));
  }

  private Started spawn(Arena arena, MemorySegment actions, Start start) {
    MemorySegment attributes = arena.allocate(STRUCTURE_BYTES, Long.BYTES);
    MemorySegment noSignals = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
    MemorySegment pid = arena.allocate(JAVA_INT);
    MemorySegment path = arena.allocateFrom(start.argv().getFirst());
    MemorySegment argv = pointers(arena, start.argv());
    MemorySegment environment = pointers(arena, start.environment());
    int error =
        firstError(
            call(() -> (int) initAttributes.invokeExact(attributes)),
            call(() -> (int) setMask.invokeExact(attributes, noSignals)),
            call(
                () ->
                    (int)
                        setFlags.invokeExact(attributes, (short) (SET_SESSION | SET_SIGNAL_MASK))));
    if (error == 0) {
      error =
          call(() -> (int) spawn.invokeExact(pid, path, actions, attributes, argv, environment));
    }
    return new Started(pid.get(JAVA_INT, 0), error);
  }

  private static MemorySegment pointers(Arena arena, List<String> texts) {
    MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    return array;
  }

  private static int firstError(int... errors) {
    for (int error : errors) {
      if (error != 0) {
        return error;
      }
    }
    return 0;
  }

  /** Waits until a child has ended, and leaves it a zombie, so that its number stays its own. */
  void awaitEnd(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errors = arena.allocate(ERRORS);
      MemorySegment info = arena.allocate(STRUCTURE_BYTES, Long.BYTES);
      int result;
      do {
        result = call(() -> (int) await.invokeExact(errors, BY_PID, pid, info, ENDED_BUT_KEPT));
      } while (result != 0 && (int) ERROR.get(errors, 0L) == INTERRUPTED);
    }
  }

  /**
   * How a child ended.
   *
   * @param exitValue as the JDK reports it: its exit status, or 128 + N for signal N
   * @param cpuNanos processor time of it and of those of its children that it has waited for
   */
  record Ended(int exitValue, long cpuNanos) {}

  /** Takes the status of a child that has ended; absent when somebody else has taken it. */
  Optional<Ended> reap(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(JAVA_INT);
      MemorySegment usage = arena.allocate(USAGE_BYTES, Long.BYTES);
      if (call(() -> (int) reap.invokeExact(pid, status, 0, usage)) != pid) {
        return Optional.empty();
      }
      int value = status.get(JAVA_INT, 0);
      int signal = value & 0x7f;
      int exitValue = signal == 0 ? (value >> 8) & 0xff : ExitStatus.SIGNAL_BASE + signal;
      return Optional.of(new Ended(exitValue, timeAt(usage, 0) + timeAt(usage, 2)));
    }
  }

  /** A struct timeval that begins at this long. */
  private static long timeAt(MemorySegment usage, long index) {
    long seconds = usage.getAtIndex(JAVA_LONG, index);
    return (seconds * 1_000_000 + usage.getAtIndex(JAVA_LONG, index + 1)) * 1_000;
  }

  void kill(int pid) {
    int _ = call(() -> (int) kill.invokeExact(pid, ExitStatus.SIGKILL));
  }

  /** A call of a function. */
  private interface Call {
    int run() throws Throwable;
  }

  private static int call(Call call) {
    try {
      return call.run();
    } catch (Throwable e) {
      throw new IllegalStateException("a function of the C library cannot be called", e);
    }
  }
}

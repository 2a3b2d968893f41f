package dev.sce.compat.guard;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.judge.resource.Resource;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the reliability guard or a memory limit before Python programs; see the package for what it
 * is <em>not</em>.
 *
 * <p>The memory limit is an address-space limit of one process, so it also counts what is mapped
 * and never used, and children have their own.
 */
public final class PythonGuard {
  private static final String GUARD = Resource.text(PythonGuard.class, "guard.py");
  private static final String START = Resource.text(PythonGuard.class, "start.py");

  private PythonGuard() {}

  /** Returns Python source that limits the memory of the process that runs it. */
  public static String memoryPrelude(DataSize memory) {
    String function = GUARD.substring(GUARD.indexOf("def limit_memory"));
    return function + "\n\nlimit_memory(" + memory.bytes() + ")\ndel limit_memory\n";
  }

  /** Returns Python source that disables what careless programs do harm with. */
  public static String guardPrelude(@Nullable DataSize memory) {
    long bytes = memory == null ? 0 : memory.bytes();
    return GUARD + "\n\nguard(" + bytes + ")\ndel guard, limit_memory\n";
  }

  /**
   * Returns an executable whose Python program runs behind the guard. The program's own source
   * stays as it is, so that its line numbers and {@code from __future__} imports do.
   *
   * @param file the program's file, usually {@code main.py}
   * @throws IllegalArgumentException when the executable has no such file
   */
  public static Executable guarded(Executable executable, String file, @Nullable DataSize memory) {
    return started(executable, file, guardPrelude(memory));
  }

  /** Returns an executable whose Python program runs with limited memory, like {@link #guarded}. */
  public static Executable limited(Executable executable, String file, DataSize memory) {
    return started(executable, file, memoryPrelude(memory));
  }

  private static Executable started(Executable executable, String file, String prelude) {
    Blob program = executable.files().get(file);
    if (program == null) {
      throw new IllegalArgumentException("the executable has no file " + file);
    }
    // Beside the file that is replaced, so that imports of the program's own modules still work.
    String inner = file.substring(0, file.lastIndexOf('/') + 1) + "guarded_program.py";
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>(executable.files());
    files.put(inner, program);
    files.put(file, Blob.ofText(prelude + START));
    return new Executable(
        files,
        executable.commands(),
        executable.trackedFiles(),
        executable.earlyStop(),
        executable.stdoutPostprocessor(),
        executable.independentAfter());
  }
}

package dev.sce.benchmarks;

import dev.sce.Warm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways to run programs that are other processes than this one. */
final class Drivers {
  static final String SCE = Machine.ROOT.resolve("sce").toString();

  private Drivers() {}

  /** Returns {@code sce run} with further options. */
  static WholeProcess sce(String name, int workers, List<String> options) {
    List<String> command = new ArrayList<>(List.of(SCE, "run", "{in}", "-o", "{out}"));
    command.addAll(List.of("--workers", Integer.toString(workers), "--progress", "none"));
    command.addAll(options);
    return new WholeProcess(name, command);
  }

  /** Returns the options that a build of {@code sce} understands: of old, all starts were cold. */
  static List<String> warmth(Warm warm, List<String> preload) {
    if (!Machine.output(List.of(SCE, "run", "--help")).contains("--warm")) {
      return List.of();
    }
    List<String> options = new ArrayList<>(List.of("--warm", warm.label()));
    if (!preload.isEmpty()) {
      options.addAll(List.of("--preload", String.join(",", preload)));
    }
    return options;
  }

  /** Returns the pool of subprocesses, each command with these words before it. */
  static WholeProcess pool(String name, int workers, String prefix) {
    return new WholeProcess(
        name,
        List.of(
            Machine.PYTHON,
            script("subprocess_pool.py"),
            "{in}",
            "-o",
            "{out}",
            "--workers",
            Integer.toString(workers),
            "--python",
            Machine.PYTHON,
            "--prefix=" + prefix));
  }

  /** Returns a script that forks its own interpreter for each program. */
  static WholeProcess forks(String name, String script, int workers) {
    return new WholeProcess(
        name,
        List.of(
            Machine.PYTHON,
            script(script),
            "{in}",
            "-o",
            "{out}",
            "--workers",
            Integer.toString(workers)));
  }

  /** Returns the words that make bubblewrap isolate a program about as sce does, if it is here. */
  static Optional<String> bubblewrap() {
    boolean found =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "bwrap")));
    if (!found) {
      return Optional.empty();
    }
    StringBuilder words = new StringBuilder("bwrap --unshare-all --die-with-parent --new-session");
    for (String folder : List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")) {
      words.append(" --ro-bind-try ").append(folder).append(' ').append(folder);
    }
    words.append(" --proc /proc --dev /dev --tmpfs /tmp");
    Machine.pythonPrefixes()
        .forEach(path -> words.append(" --ro-bind-try ").append(path).append(' ').append(path));
    return Optional.of(words + " --bind {folder} {folder} --chdir {folder}");
  }

  /** Returns the path of a script among the drivers. */
  static String script(String name) {
    return Machine.ROOT.resolve("benchmarks/drivers").resolve(name).toString();
  }
}

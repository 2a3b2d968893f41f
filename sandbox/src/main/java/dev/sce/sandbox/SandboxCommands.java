package dev.sce.sandbox;

import dev.sce.spi.CommandResolver;
import dev.sce.spi.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns a launch into what the supervisor is told: which file, and with which variables.
 *
 * <p>A Python interpreter is looked up on the caller's PATH and asked for its real executable,
 * since what stands there is often a script for another environment. All other names are looked up
 * inside.
 */
final class SandboxCommands {
  private static final Pattern PYTHON = Pattern.compile("python[0-9.]*");

  private final CommandResolver resolver;
  private final String path;
  private final String callersPath;
  private final boolean warm;
  private final List<String> judges;
  private final boolean ownRoot;

  /**
   * Makes a translator.
   *
   * @param path the variable PATH inside
   * @param callersPath where Python interpreters are looked up
   * @param warm whether Python programs may be forked from a started interpreter
   * @param judges modules that may judge programs: those that interpreters import ahead
   * @param ownRoot whether programs see a root file system of their own
   */
  SandboxCommands(
      CommandResolver resolver,
      String path,
      String callersPath,
      boolean warm,
      List<String> judges,
      boolean ownRoot) {
    this.resolver = resolver;
    this.path = path;
    this.callersPath = callersPath;
    this.warm = warm;
    this.judges = judges;
    this.ownRoot = ownRoot;
  }

  boolean warm() {
    return warm;
  }

  /**
   * Translates a launch.
   *
   * @param home the working directory as the program sees it
   * @param temporary the directory for temporary files as the program sees it
   */
  RunRequest request(Launch launch, String home, String temporary) {
    // In this order: a warm interpreter is ready for it.
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", path);
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", home);
    environment.put("TMPDIR", temporary);
    environment.putAll(launch.environment());
    return new RunRequest(
        argv(launch.argv()),
        environment,
        launch.stdin(),
        launch.limits(),
        launch.patience(),
        warm,
        launch.judge().filter(judges::contains).orElse(""));
  }

  private List<String> argv(List<String> argv) {
    String name = argv.getFirst();
    if (!PYTHON.matcher(name).matches()) {
      return argv;
    }
    return switch (resolver.resolve(argv, callersPath, Path.of("/"))) {
      case CommandResolver.Found found -> {
        Path program = Path.of(found.argv().getFirst());
        if (ownRoot && RootLayout.isHidden(program)) {
          throw new UnusableCommandException(
              program
                  + " is hidden by the directories that programs have for themselves; use an"
                  + " interpreter elsewhere");
        }
        List<String> resolved = new ArrayList<>(argv);
        resolved.set(0, found.argv().getFirst());
        yield resolved;
      }
      case CommandResolver.NotFound _ -> argv;
    };
  }
}

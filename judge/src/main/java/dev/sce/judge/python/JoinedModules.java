package dev.sce.judge.python;

import dev.sce.judge.referee.Confinement;
import dev.sce.judge.resource.Resource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins modules of the package {@code sce_judge} into one program, in the order in which they
 * import each other and without these imports. The package says what that asks of its modules.
 */
final class JoinedModules {
  private static final Pattern IMPORT =
      Pattern.compile(
          "^from sce_judge\\.(\\w+) import (\\([^)]*\\)|[^(\\n]+)\\n", Pattern.MULTILINE);

  private final Set<String> done = new LinkedHashSet<>();
  private final Deque<String> under = new ArrayDeque<>();
  private final StringBuilder program = new StringBuilder();

  private JoinedModules() {}

  /** Returns a module after all that it imports. */
  static String of(String module) {
    JoinedModules modules = new JoinedModules();
    modules.add(module);
    return modules.program.toString();
  }

  private void add(String module) {
    if (under.contains(module)) {
      throw new IllegalStateException("sce_judge." + module + " imports itself by way of " + under);
    }
    if (!done.add(module)) {
      return;
    }
    under.push(module);
    Matcher imports = IMPORT.matcher(source(module));
    while (imports.find()) {
      add(imports.group(1));
    }
    under.pop();
    program.append(imports.replaceAll("")).append('\n');
  }

  private static String source(String module) {
    return module.equals("confine")
        ? Confinement.source()
        : Resource.text(JoinedModules.class, "sce_judge/" + module + ".py");
  }
}

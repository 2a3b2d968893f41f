package dev.sce.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an engine is started; tasks with equal settings share one.
 *
 * @param command the command configured; absent: it is looked for
 * @param options more options of {@code sce serve}
 * @param programs how many programs run at once; 0: as many as the engine sees processors
 * @param dataSet the data set whose problems the engine has, if any
 * @param problems the name of the file of problems
 */
record EngineSettings(
    @Nullable String command,
    List<String> options,
    int programs,
    @Nullable String dataSet,
    @Nullable String problems)
    implements Serializable {

  /** Returns these settings with the problems of a data set. */
  EngineSettings withProblems(String set, String file) {
    return new EngineSettings(command, options, programs, set, file);
  }

  /** Returns the arguments of the command. */
  List<String> arguments(@Nullable String problemsFile) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--formats",
                "native",
                // However the executor ends, the engine's input does too.
                "--end-with-input",
                "--drain-time",
                "0s"));
    if (programs > 0 && options.stream().noneMatch(option -> option.startsWith("--workers"))) {
      arguments.add("--workers");
      arguments.add(String.valueOf(programs));
    }
    if (problemsFile != null) {
      arguments.add("--problems");
      arguments.add(dataSet + "=" + problemsFile);
    }
    arguments.addAll(options);
    return arguments;
  }
}

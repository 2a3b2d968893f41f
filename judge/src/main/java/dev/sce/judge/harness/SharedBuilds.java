package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.judge.Step;
import dev.sce.judge.harness.Harness.Shared;
import dev.sce.judge.harness.Harness.Side;
import dev.sce.judge.language.CompileCache;
import dev.sce.judge.language.CompileCache.Compiled;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is compiled once and used by many samples. Used by many threads. */
final class SharedBuilds {
  private static final int MOST = 2000;

  private final CompileCache cache = new CompileCache(MOST);

  CompileCache cache() {
    return cache;
  }

  /** Goes on with the files of a side that need compiling, made once. */
  Step with(Side side, Function<Compiled, Step> then) {
    return withShared(
        side.shared(),
        shared ->
            shared.problem() != null
                ? then.apply(shared)
                : side.artifacts().isEmpty()
                    ? then.apply(new Compiled(side.files(), null))
                    : cache.with(
                        List.of(side.files(), side.compile()),
                        () -> executable(side.files(), shared, side.compile(), side.artifacts()),
                        side.artifacts(),
                        then));
  }

  Step withShared(Optional<Shared> shared, Function<Compiled, Step> then) {
    if (shared.isEmpty()) {
      return then.apply(new Compiled(new LinkedHashMap<>(), null));
    }
    Shared wanted = shared.get();
    Compiled none = new Compiled(new LinkedHashMap<>(), null);
    return cache.with(
        wanted.name(),
        () -> executable(wanted.files(), none, wanted.commands(), wanted.artifacts()),
        wanted.artifacts(),
        FileParts::joined,
        made -> then.apply(made.problem() == null || wanted.required() ? made : none));
  }

  private static Executable executable(
      Map<String, Blob> files, Compiled shared, List<Command> commands, List<String> artifacts) {
    return Executable.builder()
        .files(shared.files())
        .files(files)
        .commands(commands)
        .track(artifacts.toArray(String[]::new))
        .build();
  }
}

package dev.sce.judge.program;

import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.CompileCache;
import dev.sce.judge.language.CompileCache.Compiled;
import java.util.function.Function;

/** The judges of problems, each compiled once. */
final class JudgePrograms {
  private static final int CAPACITY = 64;

  private final CompileCache cache = new CompileCache(CAPACITY);

  /** Goes on with a judge that can be run; a broken one is no fault of the sample. */
  Step with(JudgeProgram judge, Function<Compiled, Step> then) {
    return cache.with(
        judge.program(),
        compiled ->
            compiled.problem() != null
                ? Step.done(
                    Verdict.MISSING_INFO, "the judge does not compile: " + compiled.problem())
                : then.apply(compiled));
  }
}

package dev.sce.eval;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.CodeExecutor;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageProbe;
import dev.sce.judge.language.LanguageStatus;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps samples from being blamed for a language that does not work on this machine.
 *
 * <p>Asked about each sample that does not pass. The first of a language makes its small program
 * run, where no sample has ever been and within limits of its own; the answer then holds for the
 * whole run, so that it neither depends on the order of samples nor on what any of them does. What
 * fails is tried once more before it counts. Used by many threads, of which those that need the
 * same language wait for one to try it.
 */
final class LanguageGuard {
  private static final Logger log = LoggerFactory.getLogger(LanguageGuard.class);

  private final CodeExecutor executor;
  private final Map<Language, Trial> trials = new ConcurrentHashMap<>();

  LanguageGuard(CodeExecutor executor) {
    this.executor = executor;
  }

  /** The trial of one language. */
  private static final class Trial {
    final ReentrantLock lock = new ReentrantLock();

    /** What came of it; absent until it was made. */
    @GuardedBy("lock")
    @Nullable LanguageStatus status;
  }

  /** Returns why a language cannot be used; empty when it can, or nothing can be said. */
  Optional<String> problem(Language language) throws InterruptedException {
    if (language.check() == null) {
      return Optional.empty();
    }
    Trial trial = trials.computeIfAbsent(language, _ -> new Trial());
    trial.lock.lockInterruptibly();
    try {
      if (trial.status == null) {
        trial.status = attempt(language);
      }
      return Optional.ofNullable(trial.status.problem())
          .map(problem -> language.id() + " does not work in the sandbox: " + problem);
    } finally {
      trial.lock.unlock();
    }
  }

  private LanguageStatus attempt(Language language) throws InterruptedException {
    LanguageStatus status = LanguageProbe.detect(language, executor);
    if (!status.installed()) {
      status = LanguageProbe.detect(language, executor);
    }
    if (!status.installed()) {
      log.warn(
          "{} does not work in the sandbox, so its samples cannot be judged: {}",
          language.id(),
          status.problem());
    }
    return status;
  }
}

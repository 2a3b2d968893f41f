package dev.sce.eval;

import dev.sce.Prepared;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageProbe;
import dev.sce.judge.language.LanguageStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps samples from being blamed for a language that does not work on this machine.
 *
 * <p>Asked about each sample that does not pass. The first of a language makes its small program
 * run, where no sample has ever been and within limits of its own; the answer then holds for the
 * whole run, so that it neither depends on the order of samples nor on what any of them does. What
 * fails is tried once more before it counts. Used by many threads: samples that need the same
 * language before it is known each try it, and the first answer holds for all.
 */
final class LanguageGuard {
  private static final Logger log = LoggerFactory.getLogger(LanguageGuard.class);
  private static final int TRIALS = 2;

  private final Map<Language, LanguageStatus> known = new ConcurrentHashMap<>();

  /**
   * Returns what has to run to know whether a language can be used.
   *
   * @param told is told why it cannot; empty when it can, or nothing can be said
   */
  Prepared prepare(Language language, Consumer<Optional<String>> told) {
    LanguageStatus status = known.get(language);
    if (language.check() != null && status == null) {
      return trial(language, TRIALS, told);
    }
    told.accept(Optional.ofNullable(status).flatMap(seen -> problem(language, seen)));
    return Prepared.all(List.of());
  }

  private Prepared trial(Language language, int left, Consumer<Optional<String>> told) {
    return Prepared.then(
        List.of(LanguageProbe.program(language)),
        results -> {
          LanguageStatus status = LanguageProbe.status(language, results.getFirst());
          if (!status.installed() && left > 1) {
            return trial(language, left - 1, told);
          }
          if (known.putIfAbsent(language, status) == null && !status.installed()) {
            log.warn(
                "{} does not work in the sandbox, so its samples cannot be judged: {}",
                language.id(),
                status.problem());
          }
          return prepare(language, told);
        });
  }

  private static Optional<String> problem(Language language, LanguageStatus status) {
    return Optional.ofNullable(status.problem())
        .map(problem -> language.id() + " does not work in the sandbox: " + problem);
  }
}

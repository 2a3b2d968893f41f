package dev.sce.server.ops;

import dev.sce.CodeExecutor;
import dev.sce.Enforcement;
import dev.sce.ExecutionResult;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageProbe;
import dev.sce.judge.language.LanguageStatus;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.queue.FairQueue;
import dev.sce.server.queue.Flow;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which languages work here. They are tried once, when somebody first asks, one after another and
 * in the queue with everything else, so that no program waits for more than one trial.
 */
final class KnownLanguages {
  private static final Logger log = LoggerFactory.getLogger(KnownLanguages.class);

  /** No client has this name: names of clients have no space. */
  private static final Flow FLOW = Flow.single("trial of languages");

  private final LanguageTable table;
  private final CodeExecutor executor;
  private final FairQueue queue;
  private final Map<String, LanguageStatus> known = new ConcurrentHashMap<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile Optional<Enforcement> enforcement = Optional.empty();

  KnownLanguages(LanguageTable table, CodeExecutor executor, FairQueue queue) {
    this.table = table;
    this.executor = executor;
    this.queue = queue;
  }

  LanguageTable table() {
    return table;
  }

  /** Returns what is known of a language so far; begins to find out. */
  Optional<LanguageStatus> status(Language language) {
    if (!begun.getAndSet(true)) {
      Thread.ofVirtual().name("languages").start(this::tryAll);
    }
    return Optional.ofNullable(known.get(language.id()));
  }

  /** Returns how limits are enforced; empty until a program has shown it. */
  Optional<Enforcement> enforcement() {
    return enforcement;
  }

  private void tryAll() {
    try {
      for (Language language : table.languages()) {
        ExecutionResult result =
            queue.add(FLOW, () -> executor.execute(LanguageProbe.program(language))).result().get();
        enforcement = enforcement.or(result::enforcement);
        known.put(language.id(), LanguageProbe.status(language, result));
      }
    } catch (IllegalStateException | InterruptedException e) {
      log.debug("the server ends before every language was tried");
    } catch (ExecutionException e) {
      log.warn("the languages cannot be tried", e.getCause());
    }
  }
}

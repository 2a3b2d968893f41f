package dev.sce.server.programs;

import dev.sce.Enforcement;
import dev.sce.ExecutionResult;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageProbe;
import dev.sce.judge.language.LanguageStatus;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.queue.Flow;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which languages work here. Each is tried once, when somebody first asks, in the queue with
 * everything else. Safe for use by many threads.
 */
public final class KnownLanguages {
  private static final Logger log = LoggerFactory.getLogger(KnownLanguages.class);

  /** No client has this name: names of clients have no space. */
  private static final String NOBODY = "trial of languages";

  private final LanguageTable table;
  private final Turns turns;
  private final Map<String, LanguageStatus> known = new ConcurrentHashMap<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile Optional<Enforcement> enforcement = Optional.empty();

  /** Makes one that knows nothing yet. */
  public KnownLanguages(LanguageTable table, Turns turns) {
    this.table = table;
    this.turns = turns;
  }

  /** Returns all languages that there may be. */
  public LanguageTable table() {
    return table;
  }

  /** Returns what is known of a language so far; begins to find out. */
  public Optional<LanguageStatus> soFar(Language language) {
    if (!begun.getAndSet(true)) {
      Thread.ofVirtual().name("languages").start(this::tryAll);
    }
    return Optional.ofNullable(known.get(language.id()));
  }

  /** Returns how limits are enforced; empty until a program has shown it. */
  public Optional<Enforcement> enforcement() {
    return enforcement;
  }

  private void tryOne(Caller caller, Language language) throws Refusal, InterruptedException {
    ExecutionResult result = turns.prepare(caller, LanguageProbe.program(language));
    enforcement = enforcement.or(result::enforcement);
    known.put(language.id(), LanguageProbe.status(language, result));
  }

  /** One after another, so that no program waits for more than one trial. */
  private void tryAll() {
    Caller caller = Caller.ofRow(Request.local(NOBODY, NOBODY), new Flow(NOBODY, 1, 0));
    try {
      for (Language language : table.languages()) {
        tryOne(caller, language);
      }
    } catch (Refusal | InterruptedException e) {
      log.debug("the server ends before every language was tried");
    } catch (RuntimeException e) {
      log.warn("the languages cannot be tried", e);
    }
  }
}

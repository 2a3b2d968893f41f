package dev.sce.server.piston;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The languages of this machine with their versions, which are asked for when they are first
 * needed. Safe for use by many threads.
 */
final class Runtimes {
  /** Numbers with dots, if there are any: Perl tells its version in words before. */
  private static final Pattern VERSION =
      Pattern.compile(
          "(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?|(?!.*\\d\\.\\d)(\\d{1,9})", Pattern.DOTALL);

  private static final LimitOverrides LIMITS =
      LimitOverrides.NONE.withWallTime(Duration.ofSeconds(20)).withMaxProcesses(256);

  private final LanguageTable table;
  private final Turns turns;

  /** By id; empty for a language that is not on this machine. */
  private final Map<String, Optional<String>> versions = new ConcurrentHashMap<>();

  Runtimes(LanguageTable table, Turns turns) {
    this.table = table;
    this.turns = turns;
  }

  /** Returns all that are on this machine. */
  List<InstalledLanguage> all(Request request) throws Refusal, InterruptedException {
    learn(request, table.languages());
    return table.languages().stream().flatMap(language -> runtime(language).stream()).toList();
  }

  /** Returns the one of a name, if it is on this machine in such a version. */
  Optional<InstalledLanguage> find(Request request, String name, String range)
      throws Refusal, InterruptedException {
    Optional<Language> language = table.find(Codeforces.plainName(name));
    if (language.isEmpty()) {
      return Optional.empty();
    }
    learn(request, List.of(language.get()));
    return runtime(language.get()).filter(found -> VersionRange.accepts(range, found.version()));
  }

  private Optional<InstalledLanguage> runtime(Language language) {
    return versions
        .getOrDefault(language.id(), Optional.empty())
        .map(version -> new InstalledLanguage(language, version));
  }

  /** Asks for the versions that are not known yet; two who do so at once do no harm. */
  private void learn(Request request, List<Language> languages)
      throws Refusal, InterruptedException {
    List<Language> unknown = new ArrayList<>();
    for (Language language : languages) {
      if (versions.containsKey(language.id())) {
        continue;
      }
      if (language.version().isEmpty()) {
        versions.put(language.id(), Optional.of("0.0.0"));
      } else {
        unknown.add(language);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    Executable asking =
        Executable.builder()
            .commands(unknown.stream().map(Runtimes::asking).toList())
            .earlyStop(EarlyStop.NEVER)
            .build();
    ExecutionResult result = turns.prepare(Caller.of(request), asking);
    if (result.outcome().isInconclusive() || result.commandResults().size() < unknown.size()) {
      throw new Refusal(500, result.error().orElse("the sandbox failed"));
    }
    for (int i = 0; i < unknown.size(); i++) {
      versions.put(unknown.get(i).id(), version(result.commandResults().get(i)));
    }
  }

  private static Command asking(Language language) {
    return Command.of(language.located(language.version()))
        .withEnvironment(language.environment())
        .withLimits(LIMITS);
  }

  private static Optional<String> version(CommandResult result) {
    if (result.outcome() != Outcome.OK) {
      return Optional.empty();
    }
    Matcher numbers = VERSION.matcher(result.stdout() + "\n" + result.stderr());
    if (!numbers.find()) {
      return Optional.of("0.0.0");
    }
    return Optional.of(
        numbers.group(1) == null
            ? numbers.group(4) + ".0.0"
            : numbers.group(1) + "." + numbers.group(2) + "." + orZero(numbers.group(3)));
  }

  private static String orZero(@Nullable String number) {
    return number == null ? "0" : number;
  }
}

package dev.sce.server.piston;

import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageStatus;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.KnownLanguages;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The languages that work on this machine, with versions of three numbers. */
final class Runtimes {
  /** Numbers with dots, if there are any: Perl tells its version in words before. */
  private static final Pattern VERSION =
      Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?|(?!.*\\d\\.\\d)(\\d{1,9})");

  private final KnownLanguages languages;

  Runtimes(KnownLanguages languages) {
    this.languages = languages;
  }

  /** Returns all of them. */
  List<InstalledLanguage> all(Request request) throws Refusal, InterruptedException {
    return languages.all(Caller.of(request)).stream()
        .filter(Runtimes::isThere)
        .map(Runtimes::runtime)
        .toList();
  }

  /** Returns the one of a name, if it works on this machine in such a version. */
  Optional<InstalledLanguage> find(Request request, String name, String range)
      throws Refusal, InterruptedException {
    Optional<Language> language = languages.table().find(Codeforces.plainName(name));
    if (language.isEmpty()) {
      return Optional.empty();
    }
    LanguageStatus status = languages.status(Caller.of(request), language.get());
    if (status.state() == LanguageStatus.State.UNTRIED && !isThere(status)) {
      throw new Refusal(500, String.valueOf(status.problem()));
    }
    return Optional.of(status)
        .filter(Runtimes::isThere)
        .map(Runtimes::runtime)
        .filter(found -> VersionRange.accepts(range, found.version()));
  }

  /** A language that nobody has said how to try is taken for granted. */
  private static boolean isThere(LanguageStatus status) {
    Language language = status.language();
    return status.installed() || (language.check() == null && language.version().isEmpty());
  }

  private static InstalledLanguage runtime(LanguageStatus status) {
    return new InstalledLanguage(status.language(), version(status.version()));
  }

  private static String version(@Nullable String told) {
    Matcher numbers = VERSION.matcher(told == null ? "" : told);
    if (!numbers.find()) {
      return "0.0.0";
    }
    return numbers.group(1) == null
        ? numbers.group(4) + ".0.0"
        : numbers.group(1) + "." + numbers.group(2) + "." + orZero(numbers.group(3));
  }

  private static String orZero(@Nullable String number) {
    return number == null ? "0" : number;
  }
}

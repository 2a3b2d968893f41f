package dev.sce.judge.language;

import dev.sce.Isolation;
import dev.sce.judge.harness.HarnessGrader;
import dev.sce.judge.language.LanguageStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page about languages, whose table is made of the table of languages and of what was tried.
 */
final class LanguagesPage {
  /** The levels, strongest first. */
  static final List<Isolation> LEVELS =
      List.of(Isolation.NAMESPACES, Isolation.LANDLOCK, Isolation.NONE);

  private static final Path FILE = Path.of("../docs/languages.md");
  private static final String BEGIN = "<!-- The table is written by LanguagesPageTest. -->\n";
  private static final String END = "<!-- End of the table. -->\n";
  private static final String HEAD =
      """
      | language | other names | Debian packages | compiled by | run by | tests that call it | works at |
      |---|---|---|---|---|---|---|
      """;

  private LanguagesPage() {}

  static String text() throws IOException {
    return Files.readString(FILE);
  }

  static void write(String text) throws IOException {
    Files.writeString(FILE, text);
  }

  /**
   * Returns the page with the table as it should be.
   *
   * @param text the page as it is, which counts for what was not tried
   * @param tried what came of each level that there is
   */
  static String renewed(
      String text, LanguageTable table, Map<Isolation, List<LanguageStatus>> tried) {
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IllegalStateException(FILE + " needs the lines " + BEGIN + "and " + END);
    }
    String rows =
        table.languages().stream()
            .map(language -> row(language, levels(text, language, tried)))
            .collect(Collectors.joining());
    return text.substring(0, begin) + HEAD + rows + text.substring(end);
  }

  private static String row(Language language, String levels) {
    return "| %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            code(language.id()),
            String.join(", ", language.names()),
            language.install().isEmpty()
                ? "none: the language's own site"
                : code(language.install()),
            language.compile().stream()
                .map(command -> code(String.join(" ", command)))
                .collect(Collectors.joining(", then ")),
            code(String.join(" ", language.run())),
            harness(language),
            levels);
  }

  private static String harness(Language language) {
    return language.id().equals("python") || HarnessGrader.hasHarness(language)
        ? "a process of their own"
        : "one program with it";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String levels(
      String text, Language language, Map<Isolation, List<LanguageStatus>> tried) {
    List<String> before = before(text, language);
    List<String> labels = new ArrayList<>();
    for (Isolation level : LEVELS) {
      boolean works =
          state(tried.getOrDefault(level, List.of()), language)
              .map(state -> state == State.WORKS)
              .orElseGet(() -> before.contains(level.label()));
      if (works) {
        labels.add(level.label());
      }
    }
    return labels.isEmpty() ? "not tried" : String.join(", ", labels);
  }

  /** Returns what was found out; empty where the machine lacks the language or the level. */
  private static Optional<State> state(List<LanguageStatus> rows, Language language) {
    return rows.stream()
        .filter(row -> row.language().id().equals(language.id()))
        .map(LanguageStatus::state)
        .filter(state -> state == State.WORKS || state == State.BROKEN)
        .findFirst();
  }

  private static List<String> before(String text, Language language) {
    String row = "(?m)^\\| `" + Pattern.quote(language.id()) + "` \\|.*\\| ([^|]*) \\|$";
    Matcher matcher = Pattern.compile(row).matcher(text);
    return matcher.find() ? List.of(matcher.group(1).split(", ")) : List.of();
  }
}

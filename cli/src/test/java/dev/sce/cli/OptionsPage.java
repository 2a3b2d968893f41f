package dev.sce.cli;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The tables of docs/options.md, made from the same model as the help of the commands. */
final class OptionsPage {
  private static final Pattern TEXT =
      Pattern.compile("(.*?)(?: Default: (.*)\\.)?", Pattern.DOTALL);

  /** What is in quotes, and what looks like an option. */
  private static final Pattern LITERAL =
      Pattern.compile("(?<![\\w`])'([^']+)'(?!\\w)|(?<![\\w`'-])(--?[a-z][a-z-]*)(?![\\w'])");

  private OptionsPage() {}

  /** Returns the model of a command, with its help as {@code Main} sets it up. */
  static CommandSpec spec(String command) {
    CommandLine line = new CommandLine(new Main());
    Main.addCommands(line, List.of());
    return Objects.requireNonNull(line.getSubcommands().get(command)).getCommandSpec();
  }

  /** Returns the options of a command, without those that print help. */
  static List<OptionSpec> options(String command) {
    return spec(command).options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .toList();
  }

  /** Returns a page with the tables between its marks made anew. */
  static String renewed(String page) {
    Set<String> shared =
        options("run").stream()
            .map(OptionSpec::descriptionKey)
            .filter(key -> key != null && !key.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    shared.addAll(List.of("--resume", "--shard", "--progress", "--config"));
    String changed = replaced(page, "run", table(options("run").stream()));
    for (String command : List.of("eval", "merge", "export", "compare", "report", "serve")) {
      String own =
          table(
              options(command).stream()
                  .filter(option -> !shared.contains(option.descriptionKey()))
                  .filter(option -> !shared.contains(option.longestName())));
      changed = replaced(changed, command, own);
    }
    return changed;
  }

  private static String replaced(String page, String command, String table) {
    String begin = "<!-- options of sce " + command + " -->\n";
    String end = "<!-- end of options -->";
    int from = page.indexOf(begin) + begin.length();
    if (from < begin.length()) {
      throw new AssertionError("docs/options.md has no mark for " + command);
    }
    return page.substring(0, from) + "\n" + table + "\n" + page.substring(page.indexOf(end, from));
  }

  private static String table(Stream<OptionSpec> options) {
    return "| option | meaning | default | variable |\n|---|---|---|---|\n"
        + options.map(OptionsPage::row).collect(Collectors.joining());
  }

  private static String row(OptionSpec option) {
    Matcher text = TEXT.matcher(description(option));
    if (!text.matches()) {
      throw new AssertionError(option.longestName());
    }
    String defaultText = text.group(2) == null ? "" : markdown(text.group(2));
    String variable =
        OptionDefaults.isSettable(option) ? "`" + OptionDefaults.variableOf(option) + "`" : "";
    String meaning = markdown(text.group(1));
    return "| " + names(option) + " | " + meaning + " | " + defaultText + " | " + variable + " |\n";
  }

  private static String names(OptionSpec option) {
    boolean takesNothing = option.arity().max() == 0;
    String label = takesNothing ? "" : " " + option.paramLabel();
    List<String> others =
        Stream.of(option.names()).filter(name -> !name.equals(option.longestName())).toList();
    return others.stream().map(name -> "`" + name + "`, ").collect(Collectors.joining())
        + "`"
        + option.longestName()
        + label
        + "`";
  }

  /** Returns the text that help shows, on one line. */
  static String description(OptionSpec option) {
    String candidates =
        option.completionCandidates() == null
            ? ""
            : String.join(", ", option.completionCandidates());
    return String.join(" ", option.description()).replace("${COMPLETION-CANDIDATES}", candidates);
  }

  private static String markdown(String text) {
    return LITERAL
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    "`" + (match.group(1) == null ? match.group(2) : match.group(1)) + "`"));
  }
}

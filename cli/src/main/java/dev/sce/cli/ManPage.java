package dev.sce.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of the command, made from the texts of its help. */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /**
   * Returns the page as source for troff.
   *
   * @param line the command with all its commands
   * @param date the day of the release, for the foot of the page
   */
  static String of(CommandLine line, String version, String date) {
    ManPage page = new ManPage();
    page.write(line.getCommandSpec(), version, date);
    return page.page.toString();
  }

  private void write(CommandSpec main, String version, String date) {
    page.append(".TH SCE 1 \"")
        .append(date)
        .append("\" \"")
        .append(escaped(version))
        .append("\" \"User Commands\"\n");
    section("NAME");
    paragraph("sce - " + sentence(main));
    section("SYNOPSIS");
    List<CommandSpec> commands =
        main.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(command -> !command.name().equals("help"))
            .toList();
    for (CommandSpec command : commands) {
      page.append(".PP\n").append(escaped(synopsis(command))).append('\n');
    }
    section("DESCRIPTION");
    description(main);
    paragraph("Messages go to standard error; standard output has results only.");
    commands.forEach(this::command);
    environment();
    section("SEE ALSO");
    paragraph("The documentation that is installed with the command, in share/doc/sce.");
  }

  private void command(CommandSpec command) {
    section("SCE " + command.name().toUpperCase(Locale.ROOT));
    description(command);
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (!parameter.hidden()) {
        item(parameter.paramLabel(), String.join(" ", parameter.description()));
      }
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
        item(names(option), description(option));
      }
    }
    Stream.of(command.usageMessage().footer())
        .filter(paragraph -> !paragraph.isBlank())
        .forEach(this::paragraph);
  }

  private void environment() {
    section("ENVIRONMENT");
    item("SCE_CONFIG", "The config file.");
    item(
        "SCE_…",
        "An option that takes a single value or a list separated by commas: SCE_WORKERS is --workers.");
    item("SCE_TMP_DIR", "Where working directories are created.");
    item("SCE_JAVA", "A java, version 25 or later, to use instead of the one that is installed.");
    item("SCE_JAVA_OPTIONS", "Options for the JVM.");
    item("SCE_CLASSPATH", "Jars to add to the class path, separated by colons.");
  }

  private static String synopsis(CommandSpec command) {
    String[] custom = command.usageMessage().customSynopsis();
    return custom.length > 0
        ? String.join(" ", custom)
        : command.commandLine().getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
  }

  private static String sentence(CommandSpec command) {
    return String.join(" ", command.usageMessage().description());
  }

  private void description(CommandSpec command) {
    Stream.of(command.usageMessage().description()).forEach(this::paragraph);
  }

  private static String names(OptionSpec option) {
    String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return String.join(", ", option.names()) + label;
  }

  private static String description(OptionSpec option) {
    String candidates =
        option.completionCandidates() == null
            ? ""
            : String.join(", ", option.completionCandidates());
    return String.join(" ", option.description()).replace("${COMPLETION-CANDIDATES}", candidates);
  }

  private void section(String title) {
    page.append(".SH ").append(escaped(title)).append('\n');
  }

  private void item(String name, String text) {
    page.append(".TP\n.B ").append(escaped(name)).append('\n').append(escaped(text)).append('\n');
  }

  private void paragraph(String text) {
    page.append(".PP\n").append(escaped(text)).append('\n');
  }

  /** Returns a text as troff prints it literally: lines must not begin with a request. */
  private static String escaped(String text) {
    String escaped =
        text.replace("\\", "\\e")
            .replace("-", "\\-")
            .replace("'", "\\(aq")
            .replace("`", "\\(ga")
            .replace("…", "...");
    return escaped
        .lines()
        .map(line -> line.startsWith(".") ? "\\&" + line : line)
        .collect(Collectors.joining(" "));
  }
}

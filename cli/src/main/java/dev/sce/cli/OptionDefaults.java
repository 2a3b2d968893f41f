package dev.sce.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values of options that are not on the command line: those of the {@code --config} file, then
 * those of the environment, where {@code --output-limit} is {@code SCE_OUTPUT_LIMIT}.
 */
final class OptionDefaults implements IDefaultValueProvider {
  private static final String CONFIG = "--config";

  private final Properties file;
  private final Map<String, String> environment;

  private OptionDefaults(Properties file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /** Reads the config file that the command line names, if any. */
  static OptionDefaults from(String[] args) {
    Properties properties = new Properties();
    String typed = configFile(args);
    String name = typed != null ? typed : System.getenv("SCE_CONFIG");
    if (name != null) {
      try (Reader reader = Files.newBufferedReader(Path.of(name))) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        String from = typed != null ? CONFIG : "SCE_CONFIG";
        throw new UsageException(from + ": cannot read the config file " + name + ": " + e);
      }
    }
    return new OptionDefaults(properties, System.getenv());
  }

  /** Rejects unknown options in the config file. */
  void check(CommandLine line) {
    Set<String> known = new TreeSet<>();
    for (CommandLine command : line.getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (isSettable(option)) {
          known.add(nameOf(option));
        }
      }
    }
    for (String name : file.stringPropertyNames()) {
      if (!known.contains(name)) {
        throw new UsageException(
            "the config file has an unknown option '" + name + "'; known options: " + known);
      }
    }
  }

  /**
   * Returns true if an option can be set elsewhere: those with one value or a list between commas,
   * except --config.
   */
  static boolean isSettable(OptionSpec option) {
    boolean informs = option.usageHelp() || option.versionHelp();
    boolean isOneText = !option.isMultiValue() || !option.splitRegex().isEmpty();
    return isOneText && !informs && !nameOf(option).equals("config");
  }

  private static String nameOf(OptionSpec option) {
    return option.longestName().replaceFirst("^--?", "");
  }

  private static @Nullable String configFile(String[] args) {
    for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
      if (args[i].startsWith(CONFIG + "=")) {
        return args[i].substring(CONFIG.length() + 1);
      }
      if (args[i].equals(CONFIG) && i + 1 < args.length) {
        return args[i + 1];
      }
    }
    return null;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec spec) {
    if (!(spec instanceof OptionSpec option) || !isSettable(option)) {
      return null;
    }
    String name = nameOf(option);
    String value = file.getProperty(name);
    return value != null ? value : environment.get(variableOf(name));
  }

  /** Returns where a value that cannot be read came from, if not from the command line. */
  static String origin(CommandLine.ParameterException e, String[] arguments) {
    return e.getArgSpec() instanceof OptionSpec option ? origin(option, arguments) : "";
  }

  /**
   * Returns where a rejected value came from, if not from the command line.
   *
   * @param message what is wrong; begins with the option that it is about
   */
  String origin(String message, CommandLine command, String[] arguments) {
    OptionSpec option = command.getCommandSpec().findOption(message.split("[ :]", 2)[0]);
    return option == null || defaultValue(option) == null ? "" : origin(option, arguments);
  }

  private static String origin(OptionSpec option, String[] arguments) {
    for (String argument : arguments) {
      for (String name : option.names()) {
        if (argument.startsWith(name)) {
          return "";
        }
      }
    }
    return " (from the config file or the variable " + variableOf(option) + ")";
  }

  /** Returns the environment variable that sets an option. */
  static String variableOf(OptionSpec option) {
    return variableOf(nameOf(option));
  }

  private static String variableOf(String optionName) {
    return "SCE_" + optionName.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}

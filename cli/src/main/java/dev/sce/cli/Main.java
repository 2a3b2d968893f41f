package dev.sce.cli;

import dev.sce.IsolationUnavailableException;
import dev.sce.json.UnusableFileException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of the {@code sce} command. */
@Command(
    name = "sce",
    description = "Runs untrusted programs in a sandbox and reports what each of them did.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = HelpCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by the command line parser
  @Spec
  private CommandSpec spec;

  /** Runs the command and ends the JVM with its exit status. */
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      // Scripts ask in loops, and loading the parser would take longer than everything else.
      System.out.println(version());
      return;
    }
    int status = run(args);
    System.err.flush();
    if (Interruption.isUnderWay()) {
      // The JVM is already going down and ends with the status of the signal.
      return;
    }
    System.exit(status);
  }

  /** Returns the name, version and commit of this program, as stated in its jar. */
  static String version() {
    return version(Main.class.getPackage().getImplementationVersion());
  }

  /**
   * Returns what the command says of its version.
   *
   * @param stated the version, and the commit behind a plus sign; the commit is missing in a jar
   *     that was built without its history, both in classes without a jar
   */
  static String version(@Nullable String stated) {
    if (stated == null) {
      return "sce (built from classes)";
    }
    int plus = stated.indexOf('+');
    return plus < 0
        ? "sce " + stated
        : "sce " + stated.substring(0, plus) + " (commit " + stated.substring(plus + 1) + ")";
  }

  /** Runs the command and returns its exit status. */
  static int run(String... args) {
    try {
      int dashes = Arrays.asList(args).indexOf("--");
      String[] ours = dashes < 0 ? args : Arrays.copyOf(args, dashes);
      List<String> command =
          dashes < 0 ? List.of() : Arrays.asList(args).subList(dashes + 1, args.length);
      if (dashes >= 0 && command.isEmpty()) {
        throw new UsageException("a command is missing after --");
      }
      CommandLine line = new CommandLine(new Main());
      addCommands(line, command);
      Converters.register(line);
      OptionDefaults defaults = OptionDefaults.from(ours);
      defaults.check(line);
      line.setDefaultValueProvider(defaults);
      line.setParameterExceptionHandler((e, arguments) -> usage(e, ours));
      line.setExecutionExceptionHandler(
          (e, failed, _) -> failure(e, defaults.origin(message(e), failed, ours)));
      line.setExpandAtFiles(false); // @ begins the name of a template here
      line.setCaseInsensitiveEnumValuesAllowed(true);
      return line.execute(ours);
    } catch (UsageException e) {
      return failure(e, "");
    } catch (ServiceConfigurationError e) {
      System.err.println(
          "sce: a jar on the class path cannot be used (see SCE_CLASSPATH): " + e.getMessage());
      return ExitCode.USAGE;
    }
  }

  /**
   * Adds the commands, with their help.
   *
   * @param trailing the words after {@code --}
   */
  static void addCommands(CommandLine line, List<String> trailing) {
    CommandLine run = new CommandLine(new RunCommand(trailing));
    run.setResourceBundle(OptionTexts.ofRun());
    CommandLine eval = new CommandLine(new EvalCommand());
    eval.setResourceBundle(OptionTexts.ofEval());
    line.addSubcommand(run);
    line.addSubcommand(eval);
    line.addSubcommand(new MergeCommand());
    line.addSubcommand(new ExportCommand());
    line.addSubcommand(new CompareCommand());
    line.addSubcommand(new ReportCommand());
    CommandLine serve = new CommandLine(new ServeCommand());
    serve.setResourceBundle(OptionTexts.ofRun());
    line.addSubcommand(serve);
    CommandLine mcp = new CommandLine(new McpCommand());
    mcp.setResourceBundle(OptionTexts.ofRun());
    line.addSubcommand(mcp);
    line.addSubcommand(new DoctorCommand());
  }

  private static int usage(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandName();
    String help = command.equals("sce") ? "sce help" : "sce help " + command;
    System.err.println("sce: " + e.getMessage() + OptionDefaults.origin(e, arguments));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, System.err);
    System.err.println("sce: see '" + help + "'");
    return ExitCode.USAGE;
  }

  /**
   * Tells what went wrong.
   *
   * @param origin where a rejected value came from
   */
  private static int failure(Exception e, String origin) {
    System.err.println("sce: " + message(e) + origin);
    return isForTheUser(e) ? ExitCode.USAGE : ExitCode.FAILURE;
  }

  private static boolean isForTheUser(Exception e) {
    return e instanceof UsageException || e instanceof UnusableFileException;
  }

  private static String message(Exception e) {
    boolean speaksForItself =
        isForTheUser(e)
            || e instanceof IOException
            || e instanceof IllegalArgumentException
            || e instanceof IsolationUnavailableException;
    return speaksForItself ? String.valueOf(e.getMessage()) : "unexpected failure: " + e;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, for example 'run'");
  }
}

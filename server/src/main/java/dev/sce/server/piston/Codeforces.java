package dev.sce.server.piston;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.OnlineJudge;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Programs;
import dev.sce.server.programs.Ran;
import dev.sce.server.programs.Source;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * open-r1's way to score a program of Codeforces on one test: the run's standard output is the
 * verdict, 1 or 0.
 *
 * <p>The expected output and the checker are in no sandbox that the program runs in: outputs are
 * compared here, and a checker has a sandbox of its own.
 */
final class Codeforces {
  private static final String PREFIX = "cf_";
  private static final List<String> LANGUAGES =
      List.of("cpp", "cpp11", "cpp14", "cpp17", "cpp20", "python", "java", "kotlin");

  private static final int TIMED_OUT = 124;
  private static final int OUT_OF_MEMORY = 134;
  private static final Duration CHECKER_TIME = Duration.ofSeconds(10);
  private static final DataSize MOST_OUTPUT = DataSize.ofMebibytes(64);
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?");
  private static final Pattern YES_OR_NO = Pattern.compile("(?i)\\b(?:yes|no)\\b");

  private final Programs programs;

  Codeforces(Programs programs) {
    this.programs = programs;
  }

  /** Whether programs of a language are scored. */
  static boolean speaks(Language language) {
    return LANGUAGES.contains(language.id());
  }

  /** Whether a name is that of the original's package with all of these languages. */
  static boolean isPackage(String name) {
    return name.equals("codeforces");
  }

  /** Returns the names by which the original's clients ask for a language that is scored. */
  static List<String> aliases(Language language) {
    return switch (language.id()) {
      case "python" -> List.of("cf_python3");
      case "cpp11" -> List.of("cf_c++11", "c++0x", "cf_c++0x");
      default -> List.of(PREFIX + InstalledLanguage.name(language));
    };
  }

  /** Returns the table's name of a language that is scored. */
  static String plainName(String name) {
    String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return plain.equals("c++0x") ? "c++11" : plain;
  }

  /** Whether a request is to be scored, rather than run alone. */
  static boolean isAsked(ExecuteRequest asked, Language language) {
    return speaks(language)
        && (asked.language().startsWith(PREFIX) || asked.file(GraderConfig.FILE).isPresent());
  }

  /**
   * Compiling and scoring.
   *
   * @param compile always there, also for languages that need no compiler: clients look at it
   */
  record Scored(Stage compile, Stage run) {}

  /** Compiles, runs and scores a program. */
  Scored score(Request request, Language language, ExecuteRequest asked)
      throws Refusal, InterruptedException {
    GraderConfig config = GraderConfig.of(asked);
    Blob input = withoutReturns(content(asked, "input.txt"));
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put(language.source(), asked.main().content());
    if (config.files()) {
      files.put("input.txt", input);
    }
    LimitOverrides run =
        asked.runLimits().withOutput(MOST_OUTPUT).withMemory(config.memory().orElse(null));
    Source source =
        new Source(
            OnlineJudge.of(language),
            files,
            List.of(),
            config.files() ? Blob.EMPTY : input,
            asked.compileLimits(),
            config.time().map(run::withWallTime).orElse(run),
            config.files() ? List.of("output.txt") : List.of());
    Ran ran = programs.run(Caller.of(request), source);
    Piston.checkConclusive(ran);
    Stage compile = ran.compiled().map(Stage::of).orElseGet(Stage::nothingToDo);
    if (ran.run().isEmpty()) {
      return new Scored(compile, compile);
    }
    CommandResult result = ran.run().get();
    Optional<Stage> failure = failure(result, config);
    if (failure.isPresent()) {
      return new Scored(compile, failure.get());
    }
    Blob output = config.files() ? written(ran) : result.out().content();
    return new Scored(compile, verdict(request, asked, input, output));
  }

  private static Blob content(ExecuteRequest asked, String name) {
    return asked.file(name).map(ExecuteRequest.SentFile::content).orElse(Blob.EMPTY);
  }

  private static Blob withoutReturns(Blob content) {
    String text = content.text();
    return text.contains("\r\n") ? Blob.ofText(text.replace("\r\n", "\n")) : content;
  }

  private static Blob written(Ran ran) {
    TrackedFile file = ran.whole().trackedFiles().get("output.txt");
    Blob content = file == null ? null : file.content();
    return content == null ? Blob.EMPTY : content;
  }

  /** Returns the run of a program that has no output to judge. */
  private static Optional<Stage> failure(CommandResult result, GraderConfig config) {
    return switch (result.outcome()) {
      case OK -> Optional.empty();
      case TIME_LIMIT, CPU_TIME_LIMIT ->
          Optional.of(wrong("Time limit exceeded (" + config.shownTime() + "s)", TIMED_OUT));
      case MEMORY_LIMIT ->
          Optional.of(
              wrong("Memory limit exceeded (" + config.shownMemory() + "MB)", OUT_OF_MEMORY));
      case OUTPUT_LIMIT -> Optional.of(wrong("Output limit exceeded", 0));
      case SIGNALED -> Optional.of(runtimeError(result, 128 + result.signal()));
      default -> Optional.of(runtimeError(result, result.returnCode()));
    };
  }

  private static Stage runtimeError(CommandResult result, int code) {
    return wrong(result.stderr() + "\nRuntime error with exit code " + code, code);
  }

  private static Stage wrong(String reason, int code) {
    return Stage.verdict("0\n", reason + "\n", code);
  }

  private Stage verdict(Request request, ExecuteRequest asked, Blob input, Blob output)
      throws Refusal, InterruptedException {
    Optional<ExecuteRequest.SentFile> expected = asked.file("correct_output.txt");
    if (expected.isEmpty()) {
      return Stage.verdict(output.text(), "", 0);
    }
    Blob answer = withoutReturns(expected.get().content());
    Optional<ExecuteRequest.SentFile> checker = asked.file("checker.py");
    if (checker.isPresent()) {
      return checked(request, checker.get().content(), input, answer, output);
    }
    boolean right = normal(answer.text()).equals(normal(output.text()));
    return right
        ? Stage.verdict("1\n", "Output is correct (diff)\n", 0)
        : wrong("Output isn't correct (diff)", 0);
  }

  private Stage checked(Request request, Blob checker, Blob input, Blob answer, Blob output)
      throws Refusal, InterruptedException {
    Executable check =
        Executable.builder()
            .file("checker.py", checker)
            .file("input.txt", input)
            .file("correct_output.txt", answer)
            .file("output.txt", output)
            .command(
                Command.of("python3", "checker.py", "input.txt", "correct_output.txt", "output.txt")
                    .withTimeout(CHECKER_TIME))
            .build();
    ExecutionResult result = programs.turns().run(Caller.of(request), check);
    Piston.checkConclusive(result);
    CommandResult command = result.lastCommand().orElseThrow();
    String said = command.stdout().replaceAll("\\s+", "");
    if (!isVerdict(command, said)) {
      // Nothing is known of the program, so its score must not be 0.
      throw new Refusal(500, "the checker gave no verdict: " + ending(command));
    }
    int code = command.returnCode();
    return said.equals("1") || said.equals("100")
        ? Stage.verdict("1\n", "Output is correct (checker)\n", code)
        : wrong(command.stderr() + "\nOutput isn't correct (checker)", code);
  }

  /** Checkers print a number; some end with a status other than 0 when it is 0. */
  private static boolean isVerdict(CommandResult command, String said) {
    return command.outcome() == Outcome.OK
        || (command.outcome() == Outcome.NONZERO_EXIT && NUMBER.matcher(said).matches());
  }

  private static String ending(CommandResult command) {
    String last = command.stderr().strip().lines().reduce((_, line) -> line).orElse("");
    return switch (command.outcome()) {
      case TIME_LIMIT -> "it took longer than " + CHECKER_TIME.toSeconds() + " s";
      case NONZERO_EXIT -> "it ended with status " + command.returnCode() + ": " + last;
      default -> command.outcome() + ": " + last;
    };
  }

  /** White space is all alike, and yes and no are whatever their case is. */
  private static String normal(String text) {
    String upper =
        YES_OR_NO.matcher(text).replaceAll(word -> word.group().toUpperCase(Locale.ROOT));
    return String.join(" ", upper.strip().split("\\s+", -1));
  }
}

package dev.sce.sandbox;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.DataSize;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.LimitOverrides;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that must do the same whether its interpreter is warm or cold, read from one file below
 * {@code warm/same} of the test resources.
 *
 * <p>Lines that begin with {@code #:} are about the case and no part of the program; all others are
 * {@code main.py}, up to a line that begins another file.
 *
 * <pre>
 * #: warm python3 main.py a 'b c'   a command (default: python3 main.py) that must be started warm
 * #: exec python3 -I main.py        a command that must be started cold
 * #: any TZ=UTC python3 main.py     one of either kind; here with a variable of its own
 * #: stdin two\nlines               input of every command, with escapes
 * #: env NAME=value                 a variable of every command
 * #: track out.txt                  files to read back
 * #: limit memory=64m               also wall, cpu (in ms), output, processes, file
 * #: stop                           the first failure ends the commands; default: all are run
 * #: python &gt;=3.9                   or {@code <}; other interpreters are left out
 * #: needs numpy
 * #: differs 0x[0-9a-f]+ because an address is another in each process
 * #: file lib/helper.py             what follows is this file
 * #: escaped data.bin               the same, with escapes; its line ends do not count
 * </pre>
 */
final class WarmCase {
  /** How a command must be started. */
  record Step(String launcher, List<String> argv, Map<String, String> environment) {}

  /** What cannot be equal, and why. */
  record Difference(Pattern pattern, String why) {}

  private static final Pattern WORD = Pattern.compile("([A-Z_]+=)?'([^']*)'(?=\\s|$)|(\\S+)");
  private static final Pattern VARIABLE = Pattern.compile("([A-Z_][A-Z0-9_]*)=(.*)");

  private final String name;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> tracked = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();
  private Blob stdin = Blob.EMPTY;

  /** A busy machine must not decide; a case about time has a limit of its own. */
  private LimitOverrides limits = LimitOverrides.NONE.withWallTime(Duration.ofMinutes(1));

  private EarlyStop earlyStop = EarlyStop.NEVER;
  private int least;
  private int below = Integer.MAX_VALUE;
  private boolean needsNumpy;

  private WarmCase(String name) {
    this.name = name;
  }

  /** Returns all cases, by name. */
  static List<WarmCase> all() {
    return WarmResource.files("same").stream().map(WarmCase::read).toList();
  }

  private static WarmCase read(Path file) {
    try {
      String fileName = file.getFileName().toString();
      WarmCase read = new WarmCase(fileName.replaceFirst("\\.py$", ""));
      read.parse(Files.readString(file));
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private void parse(String text) {
    String current = "main.py";
    boolean escaped = false;
    for (String line : text.split("(?<=\n)")) {
      if (line.startsWith("#: file ") || line.startsWith("#: escaped ")) {
        escaped = line.startsWith("#: escaped ");
        current = line.substring(line.indexOf(' ', 3) + 1).strip();
        files.put(current, new ByteArrayOutputStream());
      } else if (line.startsWith("#: ")) {
        directive(line.substring(3).strip());
      } else if (!line.equals("\n") || files.containsKey(current)) {
        files
            .computeIfAbsent(current, key -> new ByteArrayOutputStream())
            .writeBytes(escaped ? unescape(line.strip()) : bytes(line));
      }
    }
    if (steps.isEmpty()) {
      step("warm", "python3 main.py");
    }
  }

  private void directive(String line) {
    String[] parts = line.split(" ", 2);
    String rest = parts.length == 2 ? parts[1] : "";
    switch (parts[0]) {
      case "warm", "exec", "any" -> step(parts[0], rest);
      case "stdin" -> stdin = Blob.of(unescape(rest));
      case "env" -> variable(environment, rest);
      case "track" -> tracked.addAll(List.of(rest.split(" ")));
      case "limit" -> limit(rest.split("=", 2));
      case "stop" -> earlyStop = EarlyStop.DEFAULT;
      case "python" -> version(rest);
      case "needs" -> needsNumpy = rest.equals("numpy");
      case "differs" -> differs(rest);
      default -> throw new IllegalArgumentException("unknown line: " + line);
    }
  }

  private void step(String launcher, String line) {
    Map<String, String> own = new LinkedHashMap<>();
    List<String> argv = new ArrayList<>();
    for (Matcher word = WORD.matcher(line); word.find(); ) {
      String text =
          word.group(3) != null
              ? word.group(3)
              : Objects.toString(word.group(1), "") + word.group(2);
      if (!argv.isEmpty() || !variable(own, text)) {
        argv.add(text);
      }
    }
    steps.add(new Step(launcher, argv, own));
  }

  private static boolean variable(Map<String, String> variables, String text) {
    Matcher variable = VARIABLE.matcher(text);
    if (variable.matches()) {
      variables.put(variable.group(1), variable.group(2));
    }
    return variable.matches();
  }

  private void limit(String[] option) {
    String value = option[1];
    limits =
        switch (option[0]) {
          case "memory" -> limits.withMemory(DataSize.parse(value));
          case "output" -> limits.withOutput(DataSize.parse(value));
          case "file" -> limits.withFileSize(DataSize.parse(value));
          case "processes" -> limits.withMaxProcesses(Integer.parseInt(value));
          case "wall" -> limits.withWallTime(Duration.ofMillis(Long.parseLong(value)));
          case "cpu" -> limits.withCpuTime(Duration.ofMillis(Long.parseLong(value)));
          default -> throw new IllegalArgumentException("unknown limit: " + option[0]);
        };
  }

  private void version(String condition) {
    int minor = Integer.parseInt(condition.substring(condition.indexOf('.') + 1));
    if (condition.startsWith(">=3.")) {
      least = minor;
    } else if (condition.startsWith("<3.")) {
      below = minor;
    } else {
      throw new IllegalArgumentException("neither >=3.N nor <3.N: " + condition);
    }
  }

  private void differs(String line) {
    String[] parts = line.split(" because ", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("say because of what it differs: " + line);
    }
    differences.add(new Difference(Pattern.compile(parts[0]), parts[1]));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the escapes of a line of Java, and {@code \xNN} for one byte. */
  private static byte[] unescape(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher part = Pattern.compile("\\\\x([0-9a-fA-F]{2})|\\\\(.)|[^\\\\]+").matcher(text);
    while (part.find()) {
      if (part.group(1) != null) {
        out.write(Integer.parseInt(part.group(1), 16));
      } else {
        out.writeBytes(bytes(part.group().translateEscapes()));
      }
    }
    return out.toByteArray();
  }

  /** Whether an interpreter can run it. */
  boolean isFor(WarmPython python) {
    return python.minor() >= least && python.minor() < below && (!needsNumpy || python.hasNumpy());
  }

  /** Returns the commands in order, with what is expected of their launchers. */
  List<Step> steps() {
    return steps;
  }

  /** Returns the program with its commands run by an interpreter. */
  Executable executable(WarmPython python) {
    Executable.Builder builder = Executable.builder().earlyStop(earlyStop);
    files.forEach((file, content) -> builder.file(file, Blob.of(content.toByteArray())));
    for (Step step : steps) {
      List<String> argv =
          step.argv.stream().map(word -> word.replaceAll("^python3$", python.command())).toList();
      Map<String, String> variables = new LinkedHashMap<>(environment);
      variables.putAll(step.environment);
      builder.command(
          Command.of(argv).withStdin(stdin).withEnvironment(variables).withLimits(limits));
    }
    return builder.track(tracked.toArray(String[]::new)).build();
  }

  /** Returns bytes as Latin-1 text, without what cannot be equal. */
  String comparable(Blob output) {
    String text = new String(output.toByteArray(), StandardCharsets.ISO_8859_1);
    for (Difference difference : differences) {
      text = difference.pattern.matcher(text).replaceAll("~");
    }
    return text;
  }

  @Override
  public String toString() {
    return name;
  }
}

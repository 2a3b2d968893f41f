package dev.sce.judge.language;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.DataSize;
import dev.sce.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Source files of one program, and how it is compiled and run.
 *
 * @param language what it is written in
 * @param files its files by name; the first one that is source text of the language is the main
 *     one. A file in Java is called after its public type
 * @param start what starts it: the full name of its main class where the language needs one, else
 *     the main file
 */
public record Program(Language language, SequencedMap<String, Blob> files, String start) {
  /** How much longer than its processor time a compiler may take, waiting included. */
  private static final int COMPILER_PATIENCE = 5;

  /** Checks that there is a file and copies the map. */
  public Program {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a program needs a file");
    }
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
  }

  /** Makes a program of files, whose texts are looked at for what starts it. */
  public Program(Language language, SequencedMap<String, Blob> files) {
    this(language, named(language, files));
  }

  private Program(Language language, Named named) {
    this(
        language,
        named.files,
        language.mainClass() ? MainClass.of(named.files) : mainFile(language, named.files));
  }

  /** Files under the names that the language wants. */
  private record Named(SequencedMap<String, Blob> files) {}

  private static Named named(Language language, SequencedMap<String, Blob> files) {
    return new Named(language.mainClass() ? MainClass.named(files) : files);
  }

  /** Returns a program of one file, named as the language wants it. */
  public static Program of(Language language, String code) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put(language.source(), Blob.ofText(code));
    return new Program(language, files);
  }

  /** Returns the commands that compile it, each within the language's limits for compilers. */
  public List<Command> compileCommands() {
    return language.compile().stream()
        .map(argv -> command(argv, null).withLimits(compilerLimits(language)))
        .toList();
  }

  /**
   * Returns the limits of a compile command: the language's time is processor time, so that a busy
   * machine does not decide; only a compiler that waits for something ends by the clock.
   */
  public static Limits compilerLimits(Language language) {
    Limits limits = language.compileLimits();
    Duration time = limits.wallTime();
    if (time == null) {
      return limits;
    }
    Duration wall = time.multipliedBy(COMPILER_PATIENCE);
    return limits
        .withCpuTime(time)
        .withWallTime(wall.compareTo(Limits.MAX_TIME) > 0 ? Limits.MAX_TIME : wall);
  }

  /**
   * Returns the command that runs it.
   *
   * @param limits of the problem; the time factor and the memory of the language's runtime system
   *     are added to those that are present
   */
  public Command runCommand(Limits limits) {
    return command(language.run(), limits.memory()).withLimits(scaled(limits));
  }

  /** Returns limits with what the language's runtime system needs besides. */
  public Limits scaled(Limits limits) {
    DataSize memory = limits.memory();
    Integer processes = limits.maxProcesses();
    int needed = language.costs().processes();
    return limits
        .withWallTime(longer(limits.wallTime()))
        .withCpuTime(longer(limits.cpuTime()))
        .withMemory(
            memory == null
                ? null
                : DataSize.ofBytes(memory.bytes() + language.costs().extraMemory().bytes()))
        .withMaxProcesses(
            processes == null
                ? Integer.valueOf(needed)
                : Integer.valueOf(Math.max(processes, needed)));
  }

  /** Returns the main file's name. */
  public String mainFile() {
    return mainFile(language, files);
  }

  private static String mainFile(Language language, SequencedMap<String, Blob> files) {
    return sources(language, files).getFirst();
  }

  private @Nullable Duration longer(@Nullable Duration time) {
    double factor = language.costs().timeFactor();
    return time == null ? null : Duration.ofNanos(Math.round(time.toNanos() * factor));
  }

  private static List<String> sources(Language language, SequencedMap<String, Blob> files) {
    List<String> endings = language.recognition().extensions();
    List<String> sources =
        files.keySet().stream()
            .filter(name -> endings.contains(name.substring(name.lastIndexOf('.') + 1)))
            .toList();
    return sources.isEmpty() ? List.of(files.firstEntry().getKey()) : sources;
  }

  /** Returns a command with what stands for its placeholders. */
  Command command(List<String> pattern, @Nullable DataSize memory) {
    List<String> argv = new ArrayList<>();
    for (String word : pattern) {
      if (word.equals("{sources}")) {
        argv.addAll(sources(language, files));
      } else {
        argv.add(filled(word, memory));
      }
    }
    return Command.of(language.located(argv)).withEnvironment(language.environment());
  }

  private String filled(String word, @Nullable DataSize memory) {
    if (!word.contains("{")) {
      return word;
    }
    String main = mainFile();
    String base = main.substring(main.lastIndexOf('/') + 1);
    int dot = base.lastIndexOf('.');
    long bytes = memory == null ? DataSize.ofGibibytes(1).bytes() : memory.bytes();
    return word.replace("{source}", main)
        .replace("{name}", dot > 0 ? base.substring(0, dot) : base)
        .replace("{main}", start)
        .replace("{memory_mb}", Long.toString(Math.max(16, bytes >> 20)));
  }

  /** Returns a program's files together with others, such as those a test needs. */
  public Program withFiles(Map<String, Blob> more) {
    LinkedHashMap<String, Blob> all = new LinkedHashMap<>(files);
    all.putAll(more);
    return new Program(language, all);
  }
}

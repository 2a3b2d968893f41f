package dev.sce.eval.language;

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
 * @param files its files by name; the first one that is source text of the language is the main one
 */
public record Program(Language language, SequencedMap<String, Blob> files) {

  /** Checks that there is a file and copies the map. */
  public Program {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a program needs a file");
    }
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
  }

  /** Returns a program of one file, named as the language wants it. */
  public static Program of(Language language, String code) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    String name = language.source();
    if (language.mainClass() && name.endsWith(".java")) {
      name = MainClass.fileName(code, name);
    }
    files.put(name, Blob.ofText(code));
    return new Program(language, files);
  }

  /** Returns the commands that compile it, each within the language's limits for compilers. */
  public List<Command> compileCommands() {
    return language.compile().stream()
        .map(argv -> command(argv, null).withLimits(language.compileLimits()))
        .toList();
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
    return sources().getFirst();
  }

  private @Nullable Duration longer(@Nullable Duration time) {
    double factor = language.costs().timeFactor();
    return time == null ? null : Duration.ofNanos(Math.round(time.toNanos() * factor));
  }

  private List<String> sources() {
    List<String> endings = language.recognition().extensions();
    List<String> sources =
        files.keySet().stream()
            .filter(name -> endings.contains(name.substring(name.lastIndexOf('.') + 1)))
            .toList();
    return sources.isEmpty() ? List.of(files.firstEntry().getKey()) : sources;
  }

  private Command command(List<String> pattern, @Nullable DataSize memory) {
    List<String> argv = new ArrayList<>();
    for (String word : pattern) {
      if (word.equals("{sources}")) {
        argv.addAll(sources());
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
        .replace("{main}", language.mainClass() ? MainClass.of(files) : main)
        .replace("{memory_mb}", Long.toString(Math.max(16, bytes >> 20)));
  }

  /** Returns a program's files together with others, such as those a test needs. */
  public Program withFiles(Map<String, Blob> more) {
    LinkedHashMap<String, Blob> all = new LinkedHashMap<>(files);
    all.putAll(more);
    return new Program(language, all);
  }
}

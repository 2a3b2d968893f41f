package dev.sce.judge.language;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How programs of one language are recognised, compiled and run; one entry of a {@link
 * LanguageTable}.
 *
 * <p>Words of commands may hold placeholders: {@code {sources}} alone becomes all source files;
 * {@code {source}} is the main one, {@code {name}} its name without the ending, {@code {main}} the
 * class that has {@code main}, {@code {memory_mb}} the memory a program may use, in MiB.
 *
 * @param id its name
 * @param names other names for it
 * @param recognition how files are recognised as its
 * @param source what a program's only file is called
 * @param mainClass whether the name of the main class, rather than of a file, starts a program
 * @param compile commands that compile; none for languages that are run from their source
 * @param run the command that runs a program
 * @param artifacts the files a compiler leaves that are all a program needs; none where that cannot
 *     be told
 * @param version a command that ends with status 0 when it is installed
 * @param install the Debian packages that hold it
 * @param environment variables of all its commands
 * @param costs what its programs need more than others
 * @param compileLimits limits of each compile command
 * @param bin the folder of its tools where that is not on the usual path; absent otherwise
 * @param visible folders that programs must be able to read, besides the usual ones
 * @param family the language it is a variant of, such as another standard; its own id where it is
 *     none. A variant is used where it is named, and never recognised by files
 * @param check the text of a small program that shows whether the language works, see {@link
 *     LanguageCheck}; absent where there is none
 */
public record Language(
    String id,
    List<String> names,
    Recognition recognition,
    String source,
    boolean mainClass,
    List<List<String>> compile,
    List<String> run,
    List<String> artifacts,
    List<String> version,
    String install,
    Map<String, String> environment,
    Costs costs,
    LimitOverrides compileLimits,
    @Nullable Path bin,
    List<Path> visible,
    String family,
    @Nullable String check) {

  /** Copies the collections. */
  public Language {
    names = List.copyOf(names);
    compile = compile.stream().map(List::copyOf).toList();
    run = List.copyOf(run);
    artifacts = List.copyOf(artifacts);
    version = List.copyOf(version);
    environment = Map.copyOf(environment);
    visible = List.copyOf(visible);
  }

  /**
   * How files are recognised.
   *
   * @param extensions endings of file names, without the dot
   * @param shebang what the first line must hold after {@code #!}; absent for anything
   * @param content what the text must hold; absent for anything
   * @param priority the higher one wins where several languages claim a file
   */
  public record Recognition(
      List<String> extensions, @Nullable Pattern shebang, @Nullable Pattern content, int priority) {
    /** Copies the list. */
    public Recognition {
      extensions = List.copyOf(extensions);
    }

    /** Whether a file may be one of the language; its text is looked at only where that matters. */
    public boolean accepts(String name, Blob content) {
      if (!extensions.contains(extension(name))) {
        return false;
      }
      if (shebang == null && this.content == null) {
        return true;
      }
      String text = content.text();
      return hasShebang(text) && hasContent(text);
    }

    private boolean hasShebang(String text) {
      String first = text.lines().findFirst().orElse("");
      return shebang == null || (first.startsWith("#!") && shebang.matcher(first).find());
    }

    private boolean hasContent(String text) {
      return content == null || content.matcher(text).find();
    }

    private static String extension(String name) {
      return name.substring(name.lastIndexOf('.') + 1);
    }
  }

  /**
   * What programs need more than others, because of how they are run.
   *
   * @param timeFactor by what time limits are multiplied
   * @param extraMemory what its runtime system takes besides what the program uses
   * @param processes processes and threads at once
   */
  public record Costs(double timeFactor, DataSize extraMemory, int processes) {}

  /** Whether it is called that. */
  public boolean isCalled(String name) {
    return id.equalsIgnoreCase(name) || names.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Whether it is another way to compile or run the programs of another language. */
  public boolean isVariant() {
    return !family.equals(id);
  }

  /** Whether its programs are compiled before they run. */
  public boolean isCompiled() {
    return !compile.isEmpty();
  }

  /** Returns this language with other commands. */
  Language withCommands(List<List<String>> otherCompile, List<String> otherRun) {
    return new Language(
        id,
        names,
        recognition,
        source,
        mainClass,
        otherCompile,
        otherRun,
        artifacts,
        version,
        install,
        environment,
        costs,
        compileLimits,
        bin,
        visible,
        family,
        check);
  }

  /** Returns where its tools are. */
  Toolchain.Found tools() {
    return new Toolchain.Found(bin, visible);
  }

  /** Returns a command line with the place of the program in front, where it has its own. */
  public List<String> located(List<String> argv) {
    if (bin == null || !java.nio.file.Files.isExecutable(bin.resolve(argv.getFirst()))) {
      return argv;
    }
    List<String> located = new ArrayList<>(argv);
    located.set(0, bin.resolve(argv.getFirst()).toString());
    return located;
  }
}

package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.judge.language.OnlineJudge;
import dev.sce.judge.language.Program;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a problem wants of programs before they are compiled.
 *
 * @param included files that are put with every program, by language id; those of {@link #ALL} with
 *     programs in every language
 * @param codeLimit the size of all its files together; absent for none
 * @param languages ids of languages that are allowed; empty for all
 * @param onlineJudge whether programs are told that a judge runs them, see {@link OnlineJudge}
 */
public record ProgramRules(
    Map<String, SequencedMap<String, Blob>> included,
    @Nullable DataSize codeLimit,
    Set<String> languages,
    boolean onlineJudge) {
  /** The name of the folder with files for every language. */
  public static final String ALL = "default";

  /** A problem that wants nothing. */
  public static final ProgramRules NONE = new ProgramRules(Map.of(), null, Set.of());

  /** One that tells programs that a judge runs them, and wants nothing. */
  public static final ProgramRules ONLINE_JUDGE = new ProgramRules(Map.of(), null, Set.of(), true);

  /** Main files, by which a program begins whatever else is there. */
  private static final Set<String> MAIN_FILES =
      Set.of("__main__.py", "main.js", "main.php", "Main.java", "main.lisp", "main.cl");

  /** Copies the collections. */
  public ProgramRules {
    included = Map.copyOf(included);
    languages = Set.copyOf(languages);
  }

  /** Makes rules of a problem that tells programs nothing. */
  public ProgramRules(
      Map<String, SequencedMap<String, Blob>> included,
      @Nullable DataSize codeLimit,
      Set<String> languages) {
    this(included, codeLimit, languages, false);
  }

  /** Returns what is put with programs in a language; its own files come before those for all. */
  public Map<String, Blob> beside(String id) {
    LinkedHashMap<String, Blob> files =
        new LinkedHashMap<>(included.getOrDefault(ALL, new LinkedHashMap<>()));
    files.putAll(included.getOrDefault(id, new LinkedHashMap<>()));
    return files;
  }

  /** Returns why a program is refused; empty when it is not. */
  public Optional<String> refusal(Program program) {
    String id = program.language().id();
    if (!languages.isEmpty() && !languages.contains(id)) {
      return Optional.of("the problem does not allow " + id);
    }
    long size = program.files().values().stream().mapToLong(Blob::size).sum();
    return codeLimit != null && size > codeLimit.bytes()
        ? Optional.of("its files have " + size + " bytes, the problem allows " + codeLimit)
        : Optional.empty();
  }

  /** Returns a program with the files that the problem puts in its place or beside it. */
  public Program with(Program program) {
    Program whole = withIncluded(program);
    return onlineJudge ? new Program(OnlineJudge.of(whole.language()), whole.files()) : whole;
  }

  private Program withIncluded(Program program) {
    String id = program.language().id();
    Map<String, Blob> more = beside(id.equals("pypy") ? "python" : id);
    if (more.isEmpty()) {
      return program;
    }
    LinkedHashMap<String, Blob> all = new LinkedHashMap<>();
    more.forEach(
        (name, content) -> {
          if (MAIN_FILES.contains(name)) {
            all.put(name, content);
          }
        });
    program.files().forEach(all::putIfAbsent);
    all.putAll(more);
    return new Program(program.language(), all);
  }
}

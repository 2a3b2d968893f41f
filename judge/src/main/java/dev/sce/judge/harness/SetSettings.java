package dev.sce.judge.harness;

import dev.sce.judge.language.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the harness of MultiPL-E tells compilers and interpreters, where its tests need it.
 *
 * <p>The table of languages is made for programs that print an answer: optimisers there drop
 * assertions, and nothing makes unit tests run. By it, tests that assert something would assert
 * nothing. docs/datasets-languages.md compares the settings, language by language.
 */
final class SetSettings {
  /** Tests that only count when Java is told so. */
  private static final Pattern JAVA_ASSERT = Pattern.compile("(?m)^\\s*assert\\b");

  private static final Change NONE = new Change(Map.of(), List.of(), List.of());

  private SetSettings() {}

  /**
   * Words of commands.
   *
   * @param replaced words of the compiler's commands to replace; by an empty one: to leave out
   * @param compile words to put behind the name of the compiler
   * @param run words to put behind the name of what runs the program
   */
  private record Change(Map<String, String> replaced, List<String> compile, List<String> run) {}

  /** Returns a language with the settings that its tests are meant for. */
  static Language of(Language language, String tests) {
    if (language.family().equals("ada")) {
      return ada(language);
    }
    Change change = change(language, tests);
    List<List<String>> compile =
        language.compile().stream().map(argv -> changed(argv, change)).toList();
    Map<String, String> environment = new LinkedHashMap<>(language.environment());
    if (language.family().equals("csharp")) {
      // An assertion that fails is a line on standard error there, and the program goes on.
      environment.put("MONO_TRACE_LISTENER", "Console.Error");
    }
    return copy(
        language, language.source(), compile, behind(language.run(), change.run()), environment);
  }

  private static Change change(Language language, String tests) {
    return switch (language.family()) {
      case "cpp" -> replacing(Map.of("-O2", "", "-std=gnu++20", "-std=gnu++17"));
      case "csharp" -> new Change(Map.of(), List.of("-d:DEBUG"), List.of());
      case "d" -> new Change(Map.of(), List.of(unittest(language)), List.of());
      case "java" -> javaAssertions(tests) ? new Change(Map.of(), List.of(), List.of("-ea")) : NONE;
      case "kotlin" -> new Change(Map.of(), List.of(), List.of("-ea"));
      case "swift" -> replacing(Map.of("-O", ""));
      case "typescript" -> replacing(Map.of("es2020", "esnext"));
      default -> NONE;
    };
  }

  private static Change replacing(Map<String, String> words) {
    return new Change(words, List.of(), List.of());
  }

  /** GNU's compiler of D calls it something else than the others. */
  private static String unittest(Language language) {
    boolean gnu = language.compile().stream().anyMatch(argv -> argv.getFirst().contains("gdc"));
    return gnu ? "-funittest" : "-unittest";
  }

  private static List<String> changed(List<String> argv, Change change) {
    List<String> words =
        argv.stream()
            .map(word -> change.replaced().getOrDefault(word, word))
            .filter(word -> !word.isEmpty())
            .toList();
    return behind(words, change.compile());
  }

  private static List<String> behind(List<String> argv, List<String> more) {
    List<String> all = new ArrayList<>(argv);
    all.addAll(1, more);
    return all;
  }

  /** A text of several units, which GNAT wants in files of their own. */
  private static Language ada(Language language) {
    List<List<String>> compile =
        List.of(
            List.of("gnatchop", "-w", "{source}"),
            List.of("gnatmake", "-gnatW8", "-gnata", "-gnateE", "-q", "-o", "program", "main.adb"));
    return copy(language, "units.ada", compile, language.run(), language.environment());
  }

  private static Language copy(
      Language language,
      String source,
      List<List<String>> compile,
      List<String> run,
      Map<String, String> environment) {
    return new Language(
        language.id(),
        language.names(),
        language.recognition(),
        source,
        language.mainClass(),
        compile,
        run,
        language.artifacts(),
        language.version(),
        language.install(),
        environment,
        language.costs(),
        language.compileLimits(),
        language.bin(),
        language.visible(),
        language.family(),
        language.check());
  }

  /** Whether the harness of these tests must have switched Java's assertions on. */
  static boolean javaAssertions(String tests) {
    return JAVA_ASSERT.matcher(tests).find();
  }
}

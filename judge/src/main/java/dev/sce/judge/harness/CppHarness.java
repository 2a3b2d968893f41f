package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.judge.language.Language;
import dev.sce.judge.referee.Conversation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** C++: the signature of the prompt's function says how values are handed over. */
record CppHarness() implements Harness {
  /**
   * Links a sample with the program around its function, which takes a quarter of the time of
   * compiling both; where that fails, both are compiled, and what the compiler says is said of
   * that.
   */
  private static final String QUICK_OR_WHOLE =
      """
      quick=$1; whole=$2; shift 2
      "$@" $quick >/dev/null 2>&1
      status=$?
      rm -f quick.cpp sce_serve.o sce_before.h sce_before.h.gch
      [ $status = 0 ] || exec "$@" $whole""";

  @Override
  public Optional<Side> tests(HarnessTask task, Language language, boolean withReference) {
    Optional<FunctionHead> function = FunctionHead.of(task.prompt(), false);
    if (function.isEmpty() || function.get().name().isEmpty() || withReference) {
      return Optional.empty();
    }
    String name = function.get().name();
    String text =
        "#include \""
            + CppParts.BEFORE_HARNESS
            + "\"\n#include \"sce_tests.h\"\n"
            + function.get().before()
            + declared(function.get())
            + "static sce::Remote<decltype(&sce_declared::"
            + name
            + ")> sce_remote_function;\n"
            + "#define "
            + name
            + " sce_remote_function\n"
            + (task.testsCloseBody() ? afterBrace(task.tests()) : task.tests());
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>(Harness.files("tests.cpp", text));
    files.putAll(CppParts.headers());
    List<String> argv = CppParts.compiler(language);
    argv.addAll(List.of("-o", "tests", "tests.cpp"));
    argv.addAll(libraries(text));
    return Optional.of(
        side(
            files,
            CppParts.precompiled(language, CppParts.BEFORE_HARNESS),
            CppParts.compile(language, argv),
            "tests",
            "{exec:tests}"));
  }

  @Override
  public Optional<Side> around(HarnessTask task, Language language) {
    return FunctionHead.of(task.prompt(), false)
        .map(function -> CppParts.serve(function, language));
  }

  @Override
  public Side sample(HarnessTask task, Language language, String source) {
    FunctionHead function = FunctionHead.of(task.prompt(), false).orElseThrow();
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>(CppParts.headers());
    files.put("sample.cpp", Blob.ofText(whole(function, source)));
    files.put("quick.cpp", Blob.ofText(quick(function, source)));
    String libraries = String.join(" ", libraries(source));
    List<String> argv = new ArrayList<>(List.of("sh", "-c", QUICK_OR_WHOLE, "sh"));
    argv.add("quick.cpp " + CppParts.SERVE + " " + libraries);
    argv.add("sample.cpp " + libraries);
    argv.addAll(CppParts.compiler(language));
    argv.addAll(List.of("-o", "sample"));
    return side(
        files,
        CppParts.precompiled(language, CppParts.BEFORE_SAMPLES),
        Harness.compile(language, argv),
        "sample",
        "./sample");
  }

  private static String whole(FunctionHead function, String source) {
    return CppParts.INCLUDES
        + source
        + "\n#include \"sce_serve.h\"\n"
        + declared(function)
        + "int main() {\n  return sce::Server<decltype(&sce_declared::"
        + function.name()
        + ")>::serve(\n"
        + "    [](auto &&...a) -> decltype(auto) { return ::"
        + function.name()
        + "(std::forward<decltype(a)>(a)...); });\n}\n";
  }

  /** The sample alone; what it sees of its file's name and lines is the same. */
  private static String quick(FunctionHead function, String source) {
    long line = CppParts.INCLUDES.lines().count() + 1;
    String type = "decltype(&sce_declared::" + function.name() + ")";
    return "#include \""
        + CppParts.BEFORE_SAMPLES
        + "\"\n#line "
        + line
        + " \"sample.cpp\"\n"
        + source
        + "\n"
        + declared(function)
        + type
        + " sce_function("
        + type
        + ") { return ::"
        + function.name()
        + "; }\n";
  }

  private static List<String> libraries(String text) {
    return text.contains("openssl/") ? List.of("-lcrypto") : List.of();
  }

  private static Side side(
      SequencedMap<String, Blob> files,
      Shared precompiled,
      Command compile,
      String output,
      String run) {
    return new Side(
        files,
        Optional.of(precompiled),
        List.of(compile),
        List.of(output),
        List.of(run),
        Map.of(output, Conversation.Kind.EXEC),
        false,
        false);
  }

  private static String declared(FunctionHead function) {
    return "\nnamespace sce_declared { " + function.head() + "; }\n";
  }

  private static String afterBrace(String tests) {
    int brace = tests.indexOf('}');
    return tests.substring(brace + 1);
  }

  @Override
  public int passed() {
    return 42;
  }
}

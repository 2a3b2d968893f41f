package dev.sce.judge.harness;

import dev.sce.Blob;
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
  /** What the field includes before every sample. */
  private static final String INCLUDES =
      """
      #include<stdlib.h>
      #include<algorithm>
      #include<math.h>
      #include<stdio.h>
      #include<vector>
      #include<string>
      #include<climits>
      #include<cstring>
      #include<iostream>
      """;

  private static final SequencedMap<String, Blob> HEADERS =
      Harness.files(
          "sce/sce_wire.h",
          Harness.resource("sce_wire.h"),
          "sce/sce_tests.h",
          Harness.resource("sce_tests.h"),
          "sce/sce_serve.h",
          Harness.resource("sce_serve.h"),
          "stand_in/boost/any.hpp",
          Harness.resource("boost_any.hpp"));

  @Override
  public Optional<Side> tests(HarnessTask task, Language language, boolean withReference) {
    Optional<FunctionHead> function = FunctionHead.of(task.prompt(), false);
    if (function.isEmpty() || function.get().name().isEmpty() || withReference) {
      return Optional.empty();
    }
    String name = function.get().name();
    String text =
        INCLUDES
            + "#include \"sce_tests.h\"\n"
            + function.get().before()
            + declared(function.get())
            + "static sce::Remote<decltype(&sce_declared::"
            + name
            + ")> sce_remote_function;\n"
            + "#define "
            + name
            + " sce_remote_function\n"
            + (task.testsCloseBody() ? afterBrace(task.tests()) : task.tests());
    return Optional.of(side("tests.cpp", text, language, List.of("{exec:tests}")));
  }

  @Override
  public Side sample(HarnessTask task, Language language, String source) {
    FunctionHead function = FunctionHead.of(task.prompt(), false).orElseThrow();
    String name = function.name();
    String text =
        INCLUDES
            + source
            + "\n#include \"sce_serve.h\"\n"
            + declared(function)
            + "int main() {\n  return sce::Server<decltype(&sce_declared::"
            + name
            + ")>::serve(\n"
            + "    [](auto &&...a) -> decltype(auto) { return ::"
            + name
            + "(std::forward<decltype(a)>(a)...); });\n}\n";
    return side("sample.cpp", text, language, List.of("./sample"));
  }

  private static Side side(String file, String text, Language language, List<String> argv) {
    SequencedMap<String, Blob> files = Harness.files(file, text);
    LinkedHashMap<String, Blob> all = new LinkedHashMap<>(files);
    all.putAll(HEADERS);
    String output = file.substring(0, file.indexOf('.'));
    List<String> compile =
        new ArrayList<>(
            List.of("g++", "-std=gnu++17", "-O0", "-w", "-Isce", "-idirafter", "stand_in"));
    compile.addAll(List.of("-o", output, file));
    if (text.contains("openssl/")) {
      compile.add("-lcrypto");
    }
    return new Side(
        all,
        Optional.empty(),
        List.of(Harness.compile(language, compile)),
        List.of(output),
        argv,
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

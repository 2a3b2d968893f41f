package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.judge.harness.Harness.Shared;
import dev.sce.judge.harness.Harness.Side;
import dev.sce.judge.language.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What takes most of a C++ compiler's time and is the same for many samples, made once: precompiled
 * headers, and the program around a sample's function.
 *
 * <p>Each sandbox gets a copy, so nothing that a program does reaches another one. A compiler that
 * does not like a precompiled header reads the header itself.
 */
final class CppParts {
  /** What the field includes before every sample. */
  static final String INCLUDES =
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

  /** Before samples; holds nothing else, so that no sample sees a name that it did not include. */
  static final String BEFORE_SAMPLES = "sce_before.h";

  /** Before tests, and before the program around a sample. */
  static final String BEFORE_HARNESS = "sce_before_harness.h";

  private static final List<String> FLAGS =
      List.of("-std=gnu++17", "-O0", "-w", "-Isce", "-idirafter", "stand_in");

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

  /** Without the precompiled headers where something is wrong with them. */
  private static final String AGAIN = "\"$@\" >/dev/null 2>&1 && exit; rm -f *.gch; exec \"$@\"";

  private static final Pattern NEEDED =
      Pattern.compile(
          "(?m)^[ \\t]*(?:#[ \\t]*include\\b.*|using\\s+namespace\\s+\\w+\\s*;)[ \\t]*$");

  private static final Pattern NAMED = Pattern.compile("(?s)(.*[\\s>&*])(\\w+)");

  /** A parameter without a name may end in one of these. */
  private static final Set<String> TYPES =
      Set.of("int", "long", "short", "char", "bool", "float", "double", "unsigned", "const");

  /** The program around a sample's function: its object file. */
  static final String SERVE = "sce_serve.o";

  private CppParts() {}

  /** Returns what every compiler run finds. */
  static SequencedMap<String, Blob> headers() {
    return HEADERS;
  }

  /** Returns a compiler's command line, up to what it reads and writes. */
  static List<String> compiler(Language language) {
    List<String> argv = new ArrayList<>(List.of("g++"));
    argv.addAll(FLAGS);
    return new ArrayList<>(language.located(argv));
  }

  /** Returns a command that tries once more without precompiled headers. */
  static Command compile(Language language, List<String> argv) {
    List<String> shell = new ArrayList<>(List.of("sh", "-c", AGAIN, "sh"));
    shell.addAll(argv);
    return Harness.compile(language, shell);
  }

  private static String text(String header) {
    return header.equals(BEFORE_SAMPLES) ? INCLUDES : INCLUDES + "#include \"sce/sce_wire.h\"\n";
  }

  /** Returns a header together with its precompiled form, or alone where that cannot be made. */
  static Shared precompiled(Language language, String header) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>(HEADERS);
    files.put(header, Blob.ofText(text(header)));
    String gch = header + ".gch";
    String script = "\"$@\" >/dev/null 2>&1 || : >" + gch + "; " + FileParts.split(gch);
    List<String> shell = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    shell.addAll(compiler(language));
    shell.addAll(List.of("-x", "c++-header", "-o", gch, header));
    Command command = Harness.compile(language, shell);
    List<String> artifacts = new ArrayList<>(List.of(header));
    artifacts.addAll(FileParts.names(gch));
    return new Shared(
        "c++: " + header + " before programs of " + language.id(),
        files,
        List.of(FileParts.large(command)),
        artifacts,
        false);
  }

  /**
   * Returns the program around functions of one signature. The link fails where a sample's function
   * has another one: the whole type is in the name of what the two share.
   */
  static Side serve(FunctionHead function, Language language) {
    String text =
        "#include \""
            + BEFORE_HARNESS
            + "\"\n#include \"sce_serve.h\"\n"
            + needed(function.before())
            + "namespace sce_declared { "
            + unnamed(function)
            + "; }\nusing sce_function_type = decltype(&sce_declared::sce_sample);\n"
            + "sce_function_type sce_function(sce_function_type);\n"
            + "int main() { return sce::Server<sce_function_type>::serve(sce_function(nullptr)); }\n";
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>(HEADERS);
    files.put("sce_serve.cpp", Blob.ofText(text));
    List<String> argv = compiler(language);
    argv.addAll(List.of("-c", "-o", SERVE, "sce_serve.cpp"));
    return new Side(
        files,
        Optional.of(precompiled(language, BEFORE_HARNESS)),
        List.of(compile(language, argv)),
        List.of(SERVE),
        List.of(),
        Map.of(),
        false,
        false);
  }

  /** The includes that the headers above do not have already, so that more problems are alike. */
  private static String needed(String before) {
    String known = INCLUDES.replace(" ", "");
    return NEEDED
        .matcher(before)
        .results()
        .map(line -> line.group().strip())
        .filter(line -> !known.contains(line.replace(" ", "") + "\n"))
        .distinct()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String unnamed(FunctionHead function) {
    String types =
        FunctionHead.parts(function.parameters().orElse("")).stream()
            .map(CppParts::type)
            .collect(Collectors.joining(", "));
    return function.beforeName() + " sce_sample(" + types + ") " + function.afterParameters();
  }

  private static String type(String parameter) {
    Matcher named = NAMED.matcher(parameter);
    return named.matches() && !TYPES.contains(named.group(2)) ? named.group(1).strip() : parameter;
  }
}

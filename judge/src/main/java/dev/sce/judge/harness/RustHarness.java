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
import java.util.stream.Collectors;

/**
 * Rust: the signature of the prompt's function says how values are handed over.
 *
 * <p>The crates rand, regex and md5, which HumanEval-X names in every problem, are stand-ins that
 * ship with this module and are compiled once.
 */
record RustHarness() implements Harness {
  private static final String ALLOW = "#![allow(warnings)]\n";
  private static final List<String> CRATES = List.of("rand", "regex", "md5");
  private static final String WIRE = Harness.resource("sce_wire.rs");

  @Override
  public Optional<Side> tests(HarnessTask task, Language language, boolean withReference) {
    Optional<FunctionHead> function = FunctionHead.of(task.prompt(), true);
    if (function.isEmpty() || function.get().name().isEmpty()) {
      return Optional.empty();
    }
    String text =
        ALLOW
            + "mod sce_wire;\n"
            + function.get().before()
            + stub(function.get())
            + (task.testsCloseBody() ? "" : "}\n")
            + (withReference ? renamed(function.get(), task) : "")
            + task.tests();
    boolean main = task.tests().contains("fn main()");
    List<String> flags = main ? List.of() : List.of("--test");
    return Optional.of(
        side("tests", text, language, List.of("{exec:tests}", "--test-threads=1"), flags));
  }

  /** The stub's result type is that of the declaration. */
  private static String stub(FunctionHead function) {
    String puts =
        FunctionHead.parts(function.parameters().orElse("")).stream()
            .map(part -> "sce_wire::Put::put(&" + variable(part) + ", &mut sce_out); ")
            .collect(Collectors.joining());
    return "\n"
        + function.head()
        + " {\n  let mut sce_out: Vec<u8> = Vec::new(); "
        + puts
        + "sce_wire::call(sce_out)\n";
  }

  /** The reference under another name, for what else it defines. */
  private static String renamed(FunctionHead function, HarnessTask task) {
    String head =
        function.head().replaceFirst("\\b" + function.name() + "\\b", "sce_reference_function");
    return "\n" + head + " {\n" + task.reference() + "\n";
  }

  private static String variable(String parameter) {
    return parameter
        .substring(0, Math.max(0, parameter.indexOf(':')))
        .replaceFirst("^\\s*mut\\s+", "")
        .strip();
  }

  @Override
  public Side sample(HarnessTask task, Language language, String source) {
    FunctionHead function = FunctionHead.of(task.prompt(), true).orElseThrow();
    StringBuilder gets = new StringBuilder();
    List<String> arguments = new ArrayList<>();
    for (String part : FunctionHead.parts(function.parameters().orElse(""))) {
      String type = part.substring(part.indexOf(':') + 1).strip();
      String variable = "sce_" + arguments.size();
      gets.append("let mut ").append(variable).append(": ").append(owned(type));
      gets.append(" = sce_wire::Wire::get(sce_in)?;\n");
      arguments.add(passed(type) + variable);
    }
    String text =
        ALLOW
            + "mod sce_wire;\n"
            + source
            + "\nfn main() {\n  sce_wire::serve(|sce_in| {\n"
            + gets
            + "    let sce_result = "
            + function.name()
            + "("
            + String.join(", ", arguments)
            + ");\n    let mut sce_out: Vec<u8> = Vec::new();\n"
            + "    sce_wire::Put::put(&sce_result, &mut sce_out);\n    Ok(sce_out)\n  });\n}\n";
    return side("sample", text, language, List.of("./sample"), List.of());
  }

  /** The type of a variable that an argument can be borrowed from. */
  private static String owned(String type) {
    String plain = type.replaceAll("'\\w+\\s*", "").strip();
    if (plain.equals("&str")) {
      return "&'static str";
    }
    if (plain.startsWith("&")) {
      String inner = plain.substring(1).replaceFirst("^\\s*mut\\s+", "").strip();
      boolean slice = inner.startsWith("[") && inner.endsWith("]") && !inner.contains(";");
      return slice ? "Vec<" + inner.substring(1, inner.length() - 1) + ">" : inner;
    }
    return plain.replace("&str", "&'static str");
  }

  private static String passed(String type) {
    String plain = type.replaceAll("'\\w+\\s*", "").strip();
    if (plain.equals("&str") || !plain.startsWith("&")) {
      return "";
    }
    return plain.substring(1).strip().startsWith("mut ") ? "&mut " : "&";
  }

  /**
   * Returns tests and sample as one program, for functions that cannot be called from another.
   *
   * @param program the text of both
   */
  static Side together(HarnessTask task, Language language, String program) {
    boolean main = task.tests().contains("fn main()");
    List<String> flags = main ? List.of() : List.of("--test");
    String text = ALLOW + program;
    return side("together", text, language, List.of("./together", "--test-threads=1"), flags);
  }

  private static Side side(
      String name, String text, Language language, List<String> argv, List<String> flags) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put(name + ".rs", Blob.ofText(text));
    files.put("sce_wire.rs", Blob.ofText(WIRE));
    List<String> compile = new ArrayList<>(rustc());
    compile.addAll(flags);
    CRATES.forEach(crate -> compile.addAll(List.of("--extern", crate + "=lib" + crate + ".rlib")));
    compile.addAll(List.of("-o", name, name + ".rs"));
    Command command = Harness.compile(language, compile);
    return new Side(
        files,
        Optional.of(crates(language)),
        List.of(command.withEnvironment(with(command, "SCE_SIDE", name))),
        List.of(name),
        argv,
        Map.of(name, Conversation.Kind.EXEC),
        false,
        false);
  }

  private static Map<String, String> with(Command command, String name, String value) {
    Map<String, String> environment = new LinkedHashMap<>(command.environment());
    environment.put(name, value);
    return environment;
  }

  private static List<String> rustc() {
    return List.of(
        "rustc", "--edition", "2021", "-Cdebuginfo=0", "-Cstrip=symbols", "--cap-lints=allow");
  }

  private static Shared crates(Language language) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    List<Command> commands = new ArrayList<>();
    for (String crate : CRATES) {
      String file = "crate_" + crate + ".rs";
      files.put(file, Blob.ofText(Harness.resource(file)));
      List<String> argv = new ArrayList<>(rustc());
      argv.addAll(List.of("-Copt-level=1", "--crate-type=rlib", "--crate-name", crate, file));
      commands.add(Harness.compile(language, argv));
    }
    List<String> artifacts = CRATES.stream().map(crate -> "lib" + crate + ".rlib").toList();
    return new Shared("rust: stand-ins for crates", files, commands, artifacts, true);
  }

  @Override
  public int passed() {
    return 0;
  }
}

package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.Program;
import dev.sce.judge.referee.Conversation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Java: two JVMs. The stub of the prompt's class has its helper methods and, in place of the one to
 * write, a call.
 *
 * <p>Two things are made once: the harness's own classes, and an archive of javac's classes, which
 * takes half of what javac costs.
 */
record JavaHarness() implements Harness {
  private static final Pattern CLASS = Pattern.compile("\\bclass\\s+(\\w+)");

  /** Parameters and results that are code, which is not handed over to another process. */
  private static final Pattern CODE =
      Pattern.compile(
          "\\b(?:\\w*Function|\\w*Predicate|\\w*Supplier|\\w*Consumer|\\w*Operator|Runnable|Callable"
              + "|Comparator|\\w*Iterator|Iterable|\\w*Stream|Thread)\\b");

  private static final String ARCHIVE = "javac.jsa";

  /** The folder of what tests need besides their own classes; not on the class path of samples. */
  private static final String TESTS_SIDE = "tests_side";

  private static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

  @Override
  public Optional<Side> tests(HarnessTask task, Language language, boolean withReference) {
    Optional<FunctionHead> function = FunctionHead.of(task.prompt(), false);
    Optional<String> type = type(task.prompt());
    if (function.isEmpty()
        || type.isEmpty()
        || function.get().name().isEmpty()
        || takesCode(function.get())
        || withReference) {
      return Optional.empty();
    }
    String text =
        function.get().before()
            + stub(function.get())
            + (task.testsCloseBody() ? "" : "}\n}\n")
            + task.tests();
    String main = task.tests().contains("class Main") ? "Main" : type.get();
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put("Tests.java", Blob.ofText(text));
    files.put("pack.py", Blob.ofText(Harness.resource("pack.py")));
    List<String> sources = new ArrayList<>();
    // Under the name that a public class wants, if there is one.
    Program.of(language, text)
        .files()
        .forEach(
            (name, content) -> {
              files.remove("Tests.java");
              files.put(name, content);
              sources.add(name);
            });
    SequencedMap<String, Blob> tuples = JavaTuples.neededBy(text);
    files.putAll(tuples);
    // All of them: which ones arrive as values shows only when the tests run.
    sources.addAll(tuples.keySet());
    return Optional.of(
        new Side(
            files,
            Optional.of(shared(language)),
            List.of(
                javac(language, List.of("-cp", TESTS_SIDE, "-d", "tests"), sources),
                Command.of("mv", TESTS_SIDE + "/SceTests.class", "SceTests.class"),
                Command.of("python3", "-I", "pack.py", "tests.bin", "tests", TESTS_SIDE)),
            List.of("SceTests.class", "tests.bin"),
            java(
                language,
                List.of("-XX:+DisableAttachMechanism", "-Xmx256m", "-ea", "-cp", "{folder}"),
                List.of("SceTests", "{fd:tests.bin}", main)),
            Map.of("SceTests.class", Conversation.Kind.NAMED, "tests.bin", Conversation.Kind.DATA),
            true,
            true));
  }

  private static boolean takesCode(FunctionHead function) {
    return CODE.matcher(function.parameters().orElse("")).find()
        || CODE.matcher(function.beforeName()).find();
  }

  private static String stub(FunctionHead function) {
    String names =
        FunctionHead.parts(function.parameters().orElse("")).stream()
            .map(part -> part.replaceFirst("(?s).*?(\\w+)\\s*(?:\\[\\s*\\]\\s*)*$", "$1"))
            .collect(Collectors.joining(", "));
    String result = result(function.beforeName());
    String call = "SceRemote.call(\"" + function.name() + "\", new Object[] {" + names + "});\n";
    String boxed = result.equals("void") ? "" : "return (" + result + ") ";
    return "\n" + function.head() + " {\n" + boxed + call;
  }

  /** The type of the result: the declaration without modifiers, annotations and type parameters. */
  private static String result(String declaration) {
    String type = declaration.replaceAll("@\\w+(\\([^)]*\\))?", " ");
    type = type.replaceAll("\\b(public|protected|private|static|final|synchronized)\\b", " ");
    return type.strip().replaceFirst("^<[^>]*>\\s*(?=\\w)", "").strip();
  }

  @Override
  public Side sample(HarnessTask task, Language language, String source) {
    Program program = Program.of(language, source);
    String type = type(task.prompt()).orElse("Solution");
    return new Side(
        program.withFiles(JavaTuples.neededBy(source)).files(),
        Optional.of(shared(language)),
        List.of(javac(language, List.of("-d", "sample"), List.of(program.mainFile()))),
        List.of(),
        java(language, sampleFlags(task), List.of("SceServe", type)),
        Map.of(),
        true,
        false);
  }

  /** A sample's own assertions count where the set's harness switches them on for its tests. */
  private static List<String> sampleFlags(HarnessTask task) {
    List<String> flags = new ArrayList<>(List.of("-Xss64m", "-Xmx1g", "-cp", "sample:."));
    if (SetSettings.javaAssertions(task.tests())) {
      flags.add("-ea");
    }
    return flags;
  }

  private static Shared shared(Language language) {
    List<String> argv = new ArrayList<>(List.of("java", "-XX:ArchiveClassesAtExit=" + ARCHIVE));
    argv.addAll(QUICK);
    argv.addAll(List.of("-m", "jdk.compiler/com.sun.tools.javac.Main"));
    argv.addAll(List.of("-proc:none", "-nowarn", "-encoding", "UTF-8", "-d", TESTS_SIDE));
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    for (String name : List.of("SceServe", "SceWire", "SceTests", "SceRemote")) {
      files.put(name + ".java", Blob.ofText(Harness.resource(name + ".java")));
    }
    argv.addAll(files.keySet());
    String wire = TESTS_SIDE + "/SceWire.class";
    return new Shared(
        "java: both sides and archive of javac",
        files,
        List.of(
            Harness.compile(language, argv),
            Command.of("mv", TESTS_SIDE + "/SceServe.class", "SceServe.class"),
            Command.of("cp", wire, "SceWire.class")),
        List.of(
            "SceServe.class",
            "SceWire.class",
            wire,
            TESTS_SIDE + "/SceTests.class",
            TESTS_SIDE + "/SceRemote.class",
            ARCHIVE),
        true);
  }

  private static Command javac(Language language, List<String> options, List<String> sources) {
    List<String> argv = new ArrayList<>(List.of("javac", "-J-XX:SharedArchiveFile=" + ARCHIVE));
    QUICK.forEach(flag -> argv.add("-J" + flag));
    argv.addAll(List.of("-proc:none", "-nowarn", "-encoding", "UTF-8"));
    argv.addAll(options);
    argv.addAll(sources);
    return Harness.compile(language, argv);
  }

  private static List<String> java(Language language, List<String> flags, List<String> rest) {
    List<String> argv = new ArrayList<>(List.of("java"));
    argv.addAll(QUICK);
    argv.addAll(flags);
    argv.addAll(rest);
    return language.located(argv);
  }

  private static Optional<String> type(String prompt) {
    Matcher matcher = CLASS.matcher(prompt.replaceAll("(?s)/\\*.*?\\*/", " "));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public int passed() {
    return 42;
  }
}

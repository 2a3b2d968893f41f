package dev.sce.judge.harness;

import dev.sce.judge.language.Language;
import dev.sce.judge.referee.Conversation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JavaScript: two processes of node. */
record JavaScriptHarness() implements Harness {
  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?m)^\\s*(?:export\\s+)?(?:(?:const|let|var)\\s+([\\w$]+)\\s*=|(?:async\\s+)?function\\s*\\*?\\s*([\\w$]+)\\s*\\()");
  private static final String WIRE = Harness.resource("sce_wire.js");
  private static final String SERVE = Harness.resource("sce_serve.js");
  private static final String TESTS =
      "const sce = {};\n(function (exports, sceWire) {"
          + Harness.resource("sce_tests.js")
          + "})(sce, () => { const exports = {};"
          + WIRE
          + "; return exports; });\n";
  private static final String MD5 = Harness.resource("js-md5.js");

  @Override
  public Optional<Side> tests(HarnessTask task, Language language, boolean withReference) {
    Optional<Matcher> last = last(task.prompt());
    if (last.isEmpty() || withReference) {
      return Optional.empty();
    }
    String name = name(last.get());
    String stub = "const " + name + " = (...args) => { return sce.call('" + name + "', args);\n";
    String text =
        TESTS
            + task.prompt().substring(0, last.get().start())
            + "\n"
            + stub
            + (task.testsCloseBody() ? "" : "}\n")
            + task.tests();
    return Optional.of(
        new Side(
            Harness.files("tests.js", text),
            Optional.empty(),
            List.of(),
            List.of(),
            language.located(List.of("node", "{named:tests.js}")),
            Map.of("tests.js", Conversation.Kind.NAMED),
            true,
            true));
  }

  @Override
  public Side sample(HarnessTask task, Language language, String source) {
    String name = last(task.prompt()).map(JavaScriptHarness::name).orElse("undefined");
    String served = source + "\n;require('./sce_serve.js')(() => " + name + ");\n";
    return new Side(
        Harness.files(
            "sample.js",
            served,
            "sce_serve.js",
            SERVE,
            "sce_wire.js",
            WIRE,
            "node_modules/js-md5/index.js",
            MD5),
        Optional.empty(),
        List.of(Harness.compile(language, List.of("node", "--check", "sample.js"))),
        List.of(),
        // Loaded first, so that what a sample prints outside of functions goes nowhere.
        language.located(
            List.of("node", "--stack-size=16000", "-r", "./sce_serve.js", "sample.js")),
        Map.of(),
        true,
        false);
  }

  @Override
  public int passed() {
    return 42;
  }

  private static Optional<Matcher> last(String prompt) {
    Matcher matcher = DECLARATION.matcher(prompt);
    int start = -1;
    while (matcher.find()) {
      start = matcher.start();
    }
    return start >= 0 && matcher.reset().find(start) ? Optional.of(matcher) : Optional.empty();
  }

  private static String name(Matcher declaration) {
    return declaration.group(1) != null ? declaration.group(1) : declaration.group(2);
  }
}

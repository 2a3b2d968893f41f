package dev.sce.judge.harness;

import dev.sce.CommandResult;
import dev.sce.judge.language.Language;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a program of tests and sample shows that it came to its end.
 *
 * <p>Where a language lets it, it prints a mark behind its last test. What the tests end with must
 * not swallow that: a closing tag of PHP, after which text is printed instead of run; the line
 * behind which Perl and Ruby take all for data; a comment up to the end of a line. Suites that end
 * the program themselves, or speak when it ends, leave no place for a mark behind them; there the
 * mark stands before the tests, and the summary that the suite prints after it counts: not one of a
 * suite that the sample has brought and run.
 *
 * @param language of the program
 * @param tests their text
 * @param mark what is printed
 */
record LastLine(Language language, String tests, String mark) {
  private static final Map<String, String> LINES =
      Map.of(
          "python", "print('%s')",
          "javascript", "console.log('%s');",
          "typescript", "console.log('%s');",
          "perl", "print \"%s\\n\";",
          "php", "echo \"\\n%s\\n\";",
          "r", "cat('%s\\n')",
          "bash", "echo '%s'",
          "racket", "(displayln \"%s\")",
          "swift", "print(\"%s\")",
          "ocaml", "let () = print_endline \"%s\"");

  /** Prints the mark before tests whose suite speaks for itself. */
  private static final Map<String, String> BEFORE =
      Map.of(
          "lua", "print('%s')",
          "ruby", "puts '%s'",
          "elixir", "IO.puts(\"%s\")",
          "clojure", "(println \"%s\")",
          "julia", "println(\"%s\")");

  /**
   * A test library whose summary comes last.
   *
   * @param named how tests name it
   * @param passed the summary when all passed
   */
  private record Suite(Pattern named, Pattern passed) {
    static Suite of(String named, String passed) {
      return new Suite(Pattern.compile(named), Pattern.compile("(?m)^" + passed));
    }
  }

  private static final Map<String, Suite> SUITES =
      Map.of(
          "lua", Suite.of("luaunit", "Ran [1-9]\\d* tests? in .*\\b0 failures"),
          "ruby",
              Suite.of("test/unit|minitest", "[1-9]\\d* (?:tests|runs), .*\\b0 failures, 0 errors"),
          "elixir", Suite.of("ExUnit\\.start", "[1-9]\\d* tests?, 0 failures"),
          "clojure", Suite.of("\\brun-tests?\\b", "0 failures, 0 errors"),
          "julia", Suite.of("@testset", "Test Summary:"),
          "d", Suite.of("\\bunittest\\b", "[1-9]\\d* modules passed unittests"));

  /** A tag behind which PHP only prints text. */
  private static final Pattern PHP_TAG = Pattern.compile("\\?>[^<;)'\"]*$");

  /** What follows is data. */
  private static final Pattern DATA = Pattern.compile("(?m)^__(?:END|DATA)__\\s*$");

  private static final Pattern C_MAIN = Pattern.compile("\\bint\\s+main\\s*\\([^)]*\\)");

  private static final Pattern RUST_MAIN = Pattern.compile("\\bfn\\s+main\\s*\\(\\s*\\)");
  private static final Pattern RUST_PASSED = Pattern.compile("test result: ok\\. [1-9]\\d* passed");

  /** Returns the text of the whole program. */
  String text(String source) {
    if (isRustMain()) {
      String renamed = RUST_MAIN.matcher(tests).replaceFirst("fn sce_main()");
      return source + "\n" + renamed + "\nfn main() { sce_main(); println!(\"" + mark + "\"); }\n";
    }
    if (language.family().equals("cpp")) {
      // main may end without a return, other functions may not: a void one of another name can.
      String renamed = C_MAIN.matcher(tests).replaceFirst("void sce_main()");
      String main = "int main() { sce_main(); puts(\"" + mark + "\"); }\n";
      return source + "\n" + renamed + "\n#include <stdio.h>\n" + main;
    }
    String line = LINES.get(language.family());
    if (line != null) {
      int end = end();
      String last = "\n" + line.formatted(mark) + "\n";
      String data = language.family().equals("perl") ? tests.substring(end) : "";
      return source + "\n" + tests.substring(0, end) + last + data;
    }
    Suite suite = suite();
    if (suite == null) {
      return source + "\n" + tests + "\n";
    }
    String before = BEFORE.get(language.family());
    if (before != null) {
      return source + "\n" + before.formatted(mark) + "\n" + tests + "\n";
    }
    // D: unit tests run in the order of the text, and the first that fails is the last.
    String last = "unittest { import std.stdio; writeln(\"" + mark + "\"); }\n";
    return source + "\n" + tests + "\n" + last;
  }

  /** Where the tests end and what is no program begins. */
  private int end() {
    Matcher matcher =
        switch (language.family()) {
          case "perl" -> DATA.matcher(tests);
          case "php" -> PHP_TAG.matcher(tests);
          default -> null;
        };
    return matcher != null && matcher.find() ? matcher.start() : tests.length();
  }

  /** The suite that the tests use; absent when they use none that is known. */
  private @Nullable Suite suite() {
    Suite suite = SUITES.get(language.family());
    return suite != null && suite.named().matcher(tests).find() ? suite : null;
  }

  /** Whether a program that ended with status 0 came to its end. */
  boolean reached(CommandResult run) {
    String family = language.family();
    if (family.equals("rust") && !isRustMain()) {
      return RUST_PASSED.matcher(run.stdout()).find();
    }
    if (isRustMain() || family.equals("cpp") || LINES.containsKey(family)) {
      return lastLine(run.stdout()).endsWith(mark);
    }
    Suite suite = suite();
    if (suite == null) {
      return true;
    }
    int at = run.stdout().lastIndexOf(mark);
    // D's own summary is on standard error, of all modules; its mark is a unit test of the tests.
    String said = family.equals("d") ? run.stderr() : run.stdout().substring(Math.max(at, 0));
    return at >= 0 && suite.passed().matcher(said).find();
  }

  /** Rust's own tests have a summary, tests in a main function have not. */
  private boolean isRustMain() {
    return language.family().equals("rust") && RUST_MAIN.matcher(tests).find();
  }

  /** Returns the last line, which may begin with what the tests printed without a line end. */
  private static String lastLine(String stdout) {
    return stdout.lines().reduce("", (_, line) -> line);
  }

  /**
   * Whether standard error says that a test failed, though the status does not: the harness of the
   * set goes by that in languages whose assertions let the program go on.
   */
  boolean complained(CommandResult run) {
    return switch (language.family()) {
      case "racket" -> !run.stderr().isEmpty();
      case "csharp" -> run.stderr().contains("System.Diagnostics.DefaultTraceListener.Fail");
      default -> false;
    };
  }
}

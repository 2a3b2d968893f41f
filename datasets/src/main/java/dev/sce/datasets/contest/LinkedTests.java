package dev.sce.datasets.contest;

import dev.sce.Blob;
import dev.sce.judge.program.ProgramTest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows links between tests that were packed as texts.
 *
 * <p>Packages share tests between groups by symbolic links. A packer that reads such a link as a
 * file writes down its target, {@code ../group1/1.in}, in place of the content. A test of which
 * both files name those of another test is such a link; nothing else is.
 */
final class LinkedTests {
  private static final int LONGEST = 200;

  private LinkedTests() {}

  /** Returns the tests with those that are links replaced by what they link to. */
  static List<ProgramTest> resolved(List<ProgramTest> tests) {
    Map<String, ProgramTest> byName = new HashMap<>();
    tests.forEach(test -> byName.put(test.name(), test));
    return tests.stream().map(test -> resolved(test, byName)).toList();
  }

  private static ProgramTest resolved(ProgramTest test, Map<String, ProgramTest> byName) {
    String input = target(test, test.input(), ".in");
    ProgramTest other = byName.get(input);
    return other == null || !input.equals(target(test, test.answer(), ".ans"))
        ? test
        : new ProgramTest(
            test.name(), other.input(), other.answer(), test.arguments(), test.judgeArguments());
  }

  private static String target(ProgramTest test, Blob content, String ending) {
    String text = content.size() > LONGEST ? "" : content.text().strip();
    if (!text.endsWith(ending) || text.indexOf('\0') >= 0 || text.indexOf('\n') >= 0) {
      return "";
    }
    String path = text.substring(0, text.length() - ending.length());
    return Path.of(test.name()).resolveSibling(path).normalize().toString();
  }
}

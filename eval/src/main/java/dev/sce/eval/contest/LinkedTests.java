package dev.sce.eval.contest;

import dev.sce.Blob;
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
  static List<IoTest> resolved(List<IoTest> tests) {
    Map<String, IoTest> byName = new HashMap<>();
    tests.forEach(test -> byName.put(test.name(), test));
    return tests.stream().map(test -> resolved(test, byName)).toList();
  }

  private static IoTest resolved(IoTest test, Map<String, IoTest> byName) {
    String input = target(test, test.input(), ".in");
    IoTest other = byName.get(input);
    return other == null || !input.equals(target(test, test.answer(), ".ans"))
        ? test
        : new IoTest(
            test.name(), other.input(), other.answer(), test.arguments(), test.judgeArguments());
  }

  private static String target(IoTest test, Blob content, String ending) {
    String text = content.size() > LONGEST ? "" : content.text().strip();
    if (!text.endsWith(ending) || text.indexOf('\0') >= 0 || text.indexOf('\n') >= 0) {
      return "";
    }
    String path = text.substring(0, text.length() - ending.length());
    return Path.of(test.name()).resolveSibling(path).normalize().toString();
  }
}

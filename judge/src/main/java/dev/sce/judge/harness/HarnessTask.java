package dev.sce.judge.harness;

import dev.sce.LimitOverrides;
import dev.sce.judge.Task;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function to write, and a text of tests that call it.
 *
 * @param language the id of the language
 * @param prompt the text that a completion continues; it ends within the body of the function
 * @param tests the text of the tests
 * @param testsCloseBody whether the tests begin with the brace that closes the function's body
 * @param header what stands before everything where the tests are, such as a package and imports;
 *     empty for nothing
 * @param reference a solution that tests may take other functions from; absent for none
 * @param limits of the sample and its tests together
 */
public record HarnessTask(
    String language,
    String prompt,
    String tests,
    boolean testsCloseBody,
    String header,
    @Nullable String reference,
    LimitOverrides limits)
    implements Task {
  /**
   * Returns the text of a sample: its own, without the tests that a whole program may end in, or
   * the prompt and what continues it.
   */
  String source(String code, boolean complete) {
    return complete ? withoutTests(code) : prompt + code;
  }

  private String withoutTests(String code) {
    String own = tests.strip();
    boolean repeated = !own.isEmpty() && code.stripTrailing().endsWith(own);
    return repeated ? code.substring(0, code.lastIndexOf(own)) : code;
  }

  /** Returns a sample's text with the braces that otherwise the tests would close. */
  String closed(String source) {
    int open = testsCloseBody ? FunctionHead.openBraces(source, language.equals("rust")) : 0;
    return source + "\n}".repeat(open) + "\n";
  }

  @Override
  public Task withLimits(UnaryOperator<LimitOverrides> change) {
    return new HarnessTask(
        language, prompt, tests, testsCloseBody, header, reference, change.apply(limits));
  }

  @Override
  public String label() {
    return language + " tests";
  }
}

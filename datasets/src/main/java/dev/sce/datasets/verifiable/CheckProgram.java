package dev.sce.datasets.verifiable;

import dev.sce.datasets.JsonRow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test that defines {@code check(candidate)}.
 *
 * @param prompt what is put before samples, such as imports; empty for nothing
 * @param entryPoint an expression that gives what is checked
 * @param test the test, without its own call of {@code check}
 */
record CheckProgram(String prompt, String entryPoint, String test) {
  private static final Pattern CALL = Pattern.compile("(?m)^check\\((.+)\\)[ \\t]*$");
  private static final Pattern CODE = Pattern.compile("(?m)^(?:import|from|def|class) ");

  static CheckProgram of(JsonRow row, String test) throws Unusable {
    Matcher call = CALL.matcher(test);
    String called = call.find() ? call.group(1).strip() : "";
    String entry = row.json().path("entry_point").asString(called).strip();
    if (entry.isEmpty()) {
      throw new Unusable(
          "no function name",
          "the test defines check(candidate), but nothing says what is checked; add 'entry_point'");
    }
    String prompt = row.json().path("prompt").asString("");
    boolean isCode = CODE.matcher(prompt).find() && !prompt.contains("```");
    return new CheckProgram(isCode ? prompt : "", entry, CALL.matcher(test).replaceAll(""));
  }
}

package dev.sce.server.sandboxfusion;

import dev.sce.json.Json;
import dev.sce.server.http.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The answer of {@code /submit}.
 *
 * @param id the problem's id
 * @param accepted whether the sample passed
 * @param extracted the program that was found in the model's answer
 * @param fullCode what was run; absent if that is not one program
 * @param testCode the tests; absent if they are no program
 * @param tests each run, up to the first that failed
 */
record Judgement(
    JsonNode id,
    boolean accepted,
    Extraction extracted,
    @Nullable String fullCode,
    @Nullable String testCode,
    List<Test> tests) {
  /** Longer texts of tests that passed are cut. */
  private static final int LONGEST = 1000;

  /** Copies the list. */
  Judgement {
    tests = List.copyOf(tests);
  }

  /**
   * One run.
   *
   * @param passed whether it went as it should
   * @param run what happened
   * @param test the test; absent if the run is all there is
   */
  record Test(boolean passed, CodeAnswer run, @Nullable JsonNode test) {}

  Answer answer() {
    return Answer.object(200, this::write);
  }

  private void write(JsonGenerator json) {
    json.writePOJOProperty("id", id);
    json.writeBooleanProperty("accepted", accepted);
    json.writeStringProperty("extracted_code", Json.writable(extracted.code()));
    text(json, "full_code", fullCode);
    text(json, "test_code", testCode);
    json.writeArrayPropertyStart("tests");
    for (Test test : tests) {
      json.writeStartObject();
      json.writeBooleanProperty("passed", test.passed());
      json.writeObjectPropertyStart("exec_info");
      (test.passed() ? test.run().shortened(LONGEST) : test.run()).write(json);
      json.writeEndObject();
      if (test.test() == null) {
        json.writeNullProperty("test_info");
      } else {
        json.writePOJOProperty("test_info", test.test());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringProperty("extracted_type", extracted.type());
    json.writeNullProperty("extra");
  }

  private static void text(JsonGenerator json, String name, @Nullable String value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, Json.writable(value));
    }
  }
}

package dev.sce.json.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TemplateTest {
  private static JsonNode json(String text) {
    return Json.MAPPER.readTree(text);
  }

  @Test
  void templatesPutValuesInAsTheyAre() throws Exception {
    JsonNode row =
        json("{\"a\":\"{{b}}\\\\n\",\"b\":2,\"c\":{\"d\":[true,{\"e\":\"x\"}]},\"f.g\":1}");
    assertThat(Template.ofTyped("{{a}}|{{ b }}|{{c.d.0}}|{{c.d.1.e}}|{{f.g}}|{{c}}").fill(row))
        .isEqualTo("{{b}}\\n|2|true|x|1|{\"d\":[true,{\"e\":\"x\"}]}");
    assertThat(Template.of("{ {x} } {{}} {{ }}").fill(row)).isEqualTo("{ {x} } {{}} {{ }}");
    assertThat(Template.of("{{my code}}").fill(json("{\"my code\":\"x\"}"))).isEqualTo("x");
    assertThatThrownBy(() -> Template.of("{{c.x}}").fill(row))
        .isInstanceOf(InvalidRowException.class)
        .hasMessage("field 'c.x' is missing; the row has a, b, c, f.g");
    assertThatThrownBy(() -> Template.of("{{n}}").fill(json("{\"n\":null}")))
        .hasMessageContaining("null");
  }
}

package dev.sce.eval.export;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** {@code results.json} of lm-evaluation-harness: the metrics of one task. */
final class LmEvalExport implements Exporter {
  /** There is no filter between the answers and the metric. */
  private static final String FILTER = ",none";

  @Override
  public long write(Exported results, Target target) throws IOException {
    EvaluationDirectory directory = results.directory();
    JsonNode metrics = Metrics.of(directory);
    String task = directory.dataSet();
    try (OutputStream out = target.open("results.json");
        JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("results");
      json.writeObjectPropertyStart(task);
      json.writeStringProperty("alias", task);
      List<String> names = new ArrayList<>();
      for (JsonNode estimate : metrics.path("pass_at_k")) {
        number(json, "pass@" + estimate.path("k").asInt(), estimate.get("value"), names);
      }
      number(json, "mean_score", metrics.get("mean_score"), names);
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectPropertyStart("higher_is_better");
      json.writeObjectPropertyStart(task);
      names.forEach(name -> json.writeBooleanProperty(name, true));
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectPropertyStart("n-samples");
      json.writeObjectPropertyStart(task);
      json.writeNumberProperty("original", metrics.path("problems").path("total").asLong());
      json.writeNumberProperty("effective", metrics.path("problems").path("judged").asLong());
      json.writeEndObject();
      json.writeEndObject();
      json.writeStringProperty("date", ResultsObject.date(directory));
      json.writeEndObject();
    }
    return 0;
  }

  private static void number(
      JsonGenerator json, String name, @Nullable JsonNode value, List<String> written) {
    if (value != null && value.isNumber()) {
      written.add(name);
      json.writeNumberProperty(name + FILTER, value.asDouble());
      // Intervals are in metrics.json; most of them are no multiple of a standard error.
      json.writeStringProperty(name + "_stderr" + FILTER, "N/A");
    }
  }
}

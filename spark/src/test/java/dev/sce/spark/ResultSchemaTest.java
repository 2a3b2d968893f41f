package dev.sce.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The Python package gives the same columns. */
class ResultSchemaTest {
  private static StructType python(String name) throws IOException {
    String source = Files.readString(Path.of("../python/src/sce/spark.py"));
    int begin = source.indexOf(name + " = (\n");
    String texts = source.substring(begin, source.indexOf("\n)\n", begin));
    StringBuilder columns = new StringBuilder();
    Matcher text = Pattern.compile("\"([^\"]*)\"").matcher(texts);
    while (text.find()) {
      columns.append(text.group(1));
    }
    return StructType.fromDDL(columns.toString());
  }

  @Test
  void columnsOfProgramsAreThoseOfPython() throws IOException {
    assertThat(python("RUN_SCHEMA")).isEqualTo(SceSpark.runSchema());
  }

  @Test
  void columnsOfSamplesAreThoseOfPython() throws IOException {
    assertThat(python("EVALUATE_SCHEMA")).isEqualTo(SceSpark.evaluateSchema());
  }
}

package dev.sce.eval.export;

import dev.sce.eval.results.JudgedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;

/**
 * JUnit's XML: the data set is a suite, a sample is a case of the class that is its problem. What
 * has no judgement is an error, what did not pass a failure.
 */
final class JunitExport implements Exporter {
  /** What the elements around the cases say. */
  private static final class Totals {
    private long tests;
    private long failures;
    private long errors;
    private double seconds;

    void add(JudgedRow row) {
      tests++;
      failures += row.isJudged() && !row.passed() ? 1 : 0;
      errors += row.isJudged() ? 0 : 1;
      seconds += row.seconds();
    }

    String attributes() {
      return String.format(
          Locale.ROOT,
          " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"0\" time=\"%.3f\"",
          tests,
          failures,
          errors,
          seconds);
    }
  }

  @Override
  public long write(Exported results, Target target) throws IOException {
    Totals totals = new Totals();
    results.rows().all().forEach(totals::add);
    String suite = results.directory().dataSet();
    try (OutputStream bytes = target.open("junit.xml");
        Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
      out.write("<testsuites name=\"sce eval\"" + totals.attributes() + ">\n");
      out.write("  <testsuite name=\"" + Xml.attribute(suite) + "\"" + totals.attributes());
      out.write(" timestamp=\"" + ResultsObject.date(results.directory()).replace(' ', 'T'));
      out.write(":00\">\n");
      for (Iterator<JudgedRow> rows = results.rows().all().iterator(); rows.hasNext(); ) {
        write(out, suite, rows.next());
      }
      out.write("  </testsuite>\n</testsuites>\n");
    }
    return 0;
  }

  private static void write(Writer out, String suite, JudgedRow row) throws IOException {
    String problem = row.taskId().isEmpty() ? "unknown problem" : row.taskId();
    String name = row.sample() < 0 ? "row " + row.index() : "sample " + row.sample();
    out.write("    <testcase classname=\"" + Xml.attribute(suite + "." + problem));
    out.write("\" name=\"" + Xml.attribute(problem + ", " + name));
    out.write(String.format(Locale.ROOT, "\" time=\"%.3f\"", row.seconds()));
    if (row.passed()) {
      out.write("/>\n");
      return;
    }
    String element = row.isJudged() ? "failure" : "error";
    String detail = Objects.requireNonNullElse(row.detail(), "");
    String message = detail.lines().findFirst().orElse("");
    out.write(">\n      <" + element + " type=\"" + row.verdict() + "\" message=\"");
    out.write(Xml.attribute(message) + "\">" + Xml.text(detail));
    out.write("</" + element + ">\n    </testcase>\n");
  }
}

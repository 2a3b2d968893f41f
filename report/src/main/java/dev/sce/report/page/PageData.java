package dev.sce.report.page;

import dev.sce.json.Json;
import dev.sce.judge.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page's script reads besides {@link Columns}: names, and where details are. */
final class PageData {
  private static final int LONGEST_ID = 200;

  private PageData() {}

  /** Returns a JSON object, a newline, and the columns; packed. */
  static String packed(
      Rows rows, Details details, Conditions conditions, @Nullable String withoutPrograms) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", rows.columns().size());
    fields.put("verdicts", Arrays.stream(Verdict.values()).map(Verdict::name).toList());
    fields.put("problems", rows.problems().stream().map(each -> shortened(each.id())).toList());
    fields.put("clusters", rows.clusters().inOrder().stream().map(each -> each.line()).toList());
    fields.put("blocks", details.starts());
    Map<String, @Nullable Double> limits = new LinkedHashMap<>();
    limits.put("timeout", conditions.timeout());
    limits.put("memory", conditions.memory());
    fields.put("limits", limits);
    fields.put("programs", withoutPrograms == null);
    byte[] json = Json.MAPPER.writeValueAsBytes(fields);
    byte[] columns = rows.columns().bytes();
    byte[] all = Arrays.copyOf(json, json.length + 1 + columns.length);
    all[json.length] = '\n'; // JSON is one line
    System.arraycopy(columns, 0, all, json.length + 1, columns.length);
    return Packed.base64(Packed.gzip(all));
  }

  private static String shortened(String id) {
    return id.length() <= LONGEST_ID ? id : Json.writable(id.substring(0, LONGEST_ID)) + "…";
  }
}

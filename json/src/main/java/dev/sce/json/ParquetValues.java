package dev.sce.json;

import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import dev.hardwood.row.StructAccessor;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns values of Parquet into JSON: texts, numbers, lists and structs as they are, maps as
 * objects, bytes as text if they are UTF-8 and else in base64, times as text in ISO 8601. Numbers
 * that JSON does not have, such as NaN, become texts. Counts what it makes. Not thread-safe.
 */
final class ParquetValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final long mostBytes;
  private final long mostValues;
  private long bytes;
  private long values;

  /**
   * Makes a converter.
   *
   * @param mostBytes of a row, as it would be in a file of JSON, roughly
   * @param mostValues of a row
   */
  ParquetValues(long mostBytes, long mostValues) {
    this.mostBytes = mostBytes;
    this.mostValues = mostValues;
  }

  /** Returns the bytes of the last row, as it would be in a file of JSON, roughly. */
  long bytes() {
    return bytes;
  }

  /** Returns a row; counting begins anew. */
  ObjectNode object(StructAccessor row) {
    bytes = 0;
    values = 0;
    return struct(row);
  }

  private ObjectNode struct(StructAccessor struct) {
    ObjectNode object = JSON.objectNode();
    for (int field = 0; field < struct.getFieldCount(); field++) {
      String name = struct.getFieldName(field);
      count(name.length());
      object.set(name, struct.isNull(field) ? JSON.nullNode() : value(struct.getValue(field)));
    }
    return object;
  }

  private JsonNode value(@Nullable Object value) {
    JsonNode json =
        switch (value) {
          case null -> JSON.nullNode();
          case String text -> JSON.stringNode(text);
          case Boolean bool -> JSON.booleanNode(bool);
          case Integer number -> JSON.numberNode(number);
          case Long number -> JSON.numberNode(number);
          case Float number -> decimal(number, number.toString());
          case Double number -> decimal(number, number.toString());
          case BigDecimal number -> JSON.numberNode(number);
          case byte[] raw -> JSON.stringNode(text(raw));
          case PqStruct struct -> struct(struct);
          case PqList list -> list(list);
          case PqMap map -> map(map);
          default -> JSON.stringNode(value.toString());
        };
    count(json.isString() ? json.stringValue().length() : Integer.BYTES);
    return json;
  }

  private void count(long length) {
    bytes += length;
    values++;
    if (bytes > mostBytes) {
      throw new OversizedRowException("the row is longer than " + (mostBytes >> 20) + " MiB");
    }
    if (values > mostValues) {
      throw new OversizedRowException("the row has more than " + mostValues + " values");
    }
  }

  private static JsonNode decimal(Number number, String text) {
    return Double.isFinite(number.doubleValue())
        ? JSON.numberNode(new BigDecimal(text))
        : JSON.stringNode(text);
  }

  private ArrayNode list(PqList list) {
    ArrayNode array = JSON.arrayNode();
    for (int at = 0; at < list.size(); at++) {
      array.add(list.isNull(at) ? JSON.nullNode() : value(list.get(at)));
    }
    return array;
  }

  private ObjectNode map(PqMap map) {
    ObjectNode object = JSON.objectNode();
    for (PqMap.Entry entry : map.getEntries()) {
      JsonNode key = value(entry.getKey());
      object.set(key.asString(), entry.isValueNull() ? JSON.nullNode() : value(entry.getValue()));
    }
    return object;
  }

  private static String text(byte[] raw) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      return Base64.getEncoder().encodeToString(raw);
    }
  }
}

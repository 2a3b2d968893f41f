package dev.sce.datasets.encoded;

import dev.sce.json.Json;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a Python pickle that holds lists, dictionaries and texts.
 *
 * <p>A pickle is a program for a machine that can call anything. Only the instructions that make
 * such values are known here; all others are refused, so nothing can be called.
 */
public final class Pickle {
  /** Stands for the start of the elements of a list or dictionary. */
  private static final JsonNode MARK = Json.MAPPER.createObjectNode();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Each takes some fifty bytes of memory, and may take a single one in the pickle. */
  private static final int MOST_INSTRUCTIONS = 1_000_000;

  private static final int DEEPEST = 200;
  private static final int MOST_VALUES = 10_000_000;

  private final ByteBuffer pickle;
  private final List<JsonNode> stack = new ArrayList<>();
  private final Map<Integer, JsonNode> memo = new HashMap<>();

  private Pickle(byte[] pickle) {
    this.pickle = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns the value.
   *
   * @throws IllegalArgumentException when the pickle holds anything else, or is none
   */
  public static JsonNode read(byte[] pickle) {
    try {
      JsonNode value = new Pickle(pickle).run();
      measure(value, 0, 0);
      return value;
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | NoSuchElementException
        | ClassCastException e) {
      throw new IllegalArgumentException("the pickle is broken", e);
    }
  }

  /** A value that holds itself, or another many times over, would be without end when written. */
  private static int measure(JsonNode node, int depth, int seen) {
    int count = seen + 1;
    if (depth > DEEPEST || count > MOST_VALUES) {
      throw new IllegalArgumentException("the pickle is nested too deeply, or has too many values");
    }
    for (JsonNode element : node) {
      count = measure(element, depth + 1, count);
    }
    return count;
  }

  private JsonNode run() {
    for (int count = 0; count < MOST_INSTRUCTIONS; count++) {
      int instruction = pickle.get() & 0xff;
      switch (instruction) {
        case 0x80 -> pickle.get(); // protocol
        case 0x95 -> pickle.getLong(); // frame
        case 'K' -> stack.add(NODES.numberNode(pickle.get() & 0xff));
        case 'M' -> stack.add(NODES.numberNode(pickle.getShort() & 0xffff));
        case 'J' -> stack.add(NODES.numberNode(pickle.getInt()));
        case 'N' -> stack.add(NODES.nullNode());
        case 0x88 -> stack.add(NODES.booleanNode(true));
        case 0x89 -> stack.add(NODES.booleanNode(false));
        case 0x8c -> text(pickle.get() & 0xff);
        case 'X' -> text(pickle.getInt() & 0xffffffffL);
        case 0x8d -> text(pickle.getLong());
        case ']' -> stack.add(NODES.arrayNode());
        case '}' -> stack.add(NODES.objectNode());
        case '(' -> stack.add(MARK);
        case 0x94 -> memo.put(memo.size(), stack.getLast());
        case 'q' -> memo.put(pickle.get() & 0xff, stack.getLast());
        case 'r' -> memo.put(pickle.getInt(), stack.getLast());
        case 'h' -> recall(pickle.get() & 0xff);
        case 'j' -> recall(pickle.getInt());
        case 'a' -> append(List.of(stack.removeLast()));
        case 'e' -> append(sinceMark());
        case 's' -> {
          JsonNode value = stack.removeLast();
          put(List.of(stack.removeLast(), value));
        }
        case 'u' -> put(sinceMark());
        case '.' -> {
          return stack.removeLast();
        }
        default ->
            throw new IllegalArgumentException(
                "the pickle has the instruction 0x%02x".formatted(instruction));
      }
    }
    throw new IllegalArgumentException("the pickle has too many values");
  }

  private void text(long length) {
    if (length < 0 || length > pickle.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[(int) length];
    pickle.get(bytes);
    stack.add(NODES.stringNode(new String(bytes, StandardCharsets.UTF_8)));
  }

  private void recall(int key) {
    JsonNode value = memo.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the pickle recalls what it does not hold");
    }
    stack.add(value);
  }

  private List<JsonNode> sinceMark() {
    int mark = stack.size() - 1;
    while (!isMark(stack.get(mark))) {
      mark--;
    }
    List<JsonNode> rest = stack.subList(mark, stack.size());
    List<JsonNode> elements = List.copyOf(rest.subList(1, rest.size()));
    rest.clear();
    return elements;
  }

  /** The mark is told by what it is, not by its value: dictionaries may be empty too. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isMark(JsonNode node) {
    return node == MARK;
  }

  private void append(List<JsonNode> elements) {
    ((ArrayNode) stack.getLast()).addAll(elements);
  }

  private void put(List<JsonNode> keysAndValues) {
    ObjectNode object = (ObjectNode) stack.getLast();
    if (isMark(object)) {
      throw new IllegalArgumentException("the pickle changes a mark");
    }
    for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
      object.set(keysAndValues.get(i).asString(""), keysAndValues.get(i + 1));
    }
  }
}

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Values as bytes, for both sides of a test. Only values of the JDK's own types and of the tuples
 * that ship with the tests are ever made.
 */
final class SceWire {
  private static final int MOST = 64 << 20;
  private static final int DEEPEST = 200;
  private static final String TUPLES = "org.javatuples.";

  private SceWire() {}

  static void put(DataOutputStream out, Object value) throws IOException {
    put(out, value, 0);
  }

  private static void put(DataOutputStream out, Object value, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("a value is too deep");
    }
    if (value == null) {
      out.writeByte('0');
    } else if (value instanceof String) {
      // Tests compare with == now and then: a constant must be a constant on the other side, too.
      text(out, value == ((String) value).intern() ? 'S' : 's', (String) value);
    } else if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
      text(out, tag(value), value.toString());
    } else if (value instanceof List) {
      sequence(out, 'l', (Collection<?>) value, depth);
    } else if (value instanceof Set) {
      sequence(out, 'e', (Collection<?>) value, depth);
    } else if (value instanceof Collection) {
      sequence(out, 'l', (Collection<?>) value, depth);
    } else if (value instanceof Map) {
      map(out, (Map<?, ?>) value, depth);
    } else if (value.getClass().isArray()) {
      array(out, value, depth);
    } else if (value instanceof Iterable && value.getClass().getName().startsWith(TUPLES)) {
      tuple(out, (Iterable<?>) value, depth);
    } else {
      optional(out, value, depth);
    }
  }

  private static char tag(Object value) throws IOException {
    if (value instanceof Integer) return 'i';
    if (value instanceof Long) return 'j';
    if (value instanceof Double) return 'd';
    if (value instanceof Float) return 'f';
    if (value instanceof Boolean) return 'b';
    if (value instanceof Character) return 'c';
    if (value instanceof Short) return 'h';
    if (value instanceof Byte) return 'y';
    if (value instanceof BigInteger) return 'B';
    if (value instanceof BigDecimal) return 'D';
    throw new IOException("a " + value.getClass().getName() + " cannot be handed over");
  }

  private static void text(DataOutputStream out, char tag, String text) throws IOException {
    out.writeByte(tag);
    out.writeInt(text.length());
    out.writeChars(text);
  }

  private static void sequence(DataOutputStream out, char tag, Collection<?> all, int depth)
      throws IOException {
    out.writeByte(tag);
    Object[] elements = all.toArray();
    out.writeInt(elements.length);
    for (Object element : elements) {
      put(out, element, depth + 1);
    }
  }

  private static void map(DataOutputStream out, Map<?, ?> map, int depth) throws IOException {
    out.writeByte('m');
    out.writeInt(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      put(out, entry.getKey(), depth + 1);
      put(out, entry.getValue(), depth + 1);
    }
  }

  private static void array(DataOutputStream out, Object value, int depth) throws IOException {
    text(out, 'a', value.getClass().getComponentType().getName());
    out.writeInt(Array.getLength(value));
    for (int i = 0; i < Array.getLength(value); i++) {
      put(out, Array.get(value, i), depth + 1);
    }
  }

  private static void tuple(DataOutputStream out, Iterable<?> tuple, int depth)
      throws IOException {
    text(out, 't', tuple.getClass().getSimpleName());
    List<Object> values = new ArrayList<>();
    tuple.forEach(values::add);
    put(out, values, depth + 1);
  }

  private static void optional(DataOutputStream out, Object value, int depth) throws IOException {
    if (value instanceof Optional) {
      out.writeByte('o');
      put(out, ((Optional<?>) value).orElse(null), depth + 1);
    } else if (value instanceof OptionalInt) {
      out.writeByte('I');
      put(
          out,
          ((OptionalInt) value).isPresent() ? (Object) ((OptionalInt) value).getAsInt() : null,
          depth + 1);
    } else if (value instanceof OptionalLong) {
      out.writeByte('J');
      put(
          out,
          ((OptionalLong) value).isPresent() ? (Object) ((OptionalLong) value).getAsLong() : null,
          depth + 1);
    } else if (value instanceof OptionalDouble) {
      out.writeByte('F');
      put(
          out,
          ((OptionalDouble) value).isPresent()
              ? (Object) ((OptionalDouble) value).getAsDouble()
              : null,
          depth + 1);
    } else {
      throw new IOException("a " + value.getClass().getName() + " cannot be handed over");
    }
  }

  static Object get(DataInputStream in) throws IOException {
    return get(in, 0);
  }

  private static Object get(DataInputStream in, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("a value is too deep");
    }
    char tag = (char) in.readUnsignedByte();
    switch (tag) {
      case '0':
        return null;
      case 'l':
        return fill(in, new ArrayList<>(), depth);
      case 'e':
        return fill(in, new LinkedHashSet<>(), depth);
      case 'm':
        return map(in, depth);
      case 'a':
        return array(in, depth);
      case 't':
        return tuple(in, depth);
      case 'o':
        return Optional.ofNullable(get(in, depth + 1));
      case 'I':
        {
          Object v = get(in, depth + 1);
          return v == null ? OptionalInt.empty() : OptionalInt.of((Integer) v);
        }
      case 'J':
        {
          Object v = get(in, depth + 1);
          return v == null ? OptionalLong.empty() : OptionalLong.of((Long) v);
        }
      case 'F':
        {
          Object v = get(in, depth + 1);
          return v == null ? OptionalDouble.empty() : OptionalDouble.of((Double) v);
        }
      default:
        return scalar(tag, text(in));
    }
  }

  private static Object scalar(char tag, String text) throws IOException {
    switch (tag) {
      case 's':
        return text;
      case 'S':
        return text.intern();
      case 'i':
        return Integer.valueOf(text);
      case 'j':
        return Long.valueOf(text);
      case 'd':
        return Double.valueOf(text);
      case 'f':
        return Float.valueOf(text);
      case 'b':
        return Boolean.valueOf(text);
      case 'c':
        return text.charAt(0);
      case 'h':
        return Short.valueOf(text);
      case 'y':
        return Byte.valueOf(text);
      case 'B':
        return new BigInteger(text);
      case 'D':
        return new BigDecimal(text);
      default:
        throw new IOException("unknown value");
    }
  }

  private static String text(DataInputStream in) throws IOException {
    int length = count(in);
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = in.readChar();
    }
    return new String(text);
  }

  /** No more elements than bytes are left in the frame. */
  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST || count > in.available()) {
      throw new IOException("a value ends too early");
    }
    return count;
  }

  private static Object fill(DataInputStream in, Collection<Object> all, int depth)
      throws IOException {
    for (int n = count(in); n > 0; n--) {
      all.add(get(in, depth + 1));
    }
    return all;
  }

  private static Object map(DataInputStream in, int depth) throws IOException {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int n = count(in); n > 0; n--) {
      Object key = get(in, depth + 1);
      map.put(key, get(in, depth + 1));
    }
    return map;
  }

  private static Object array(DataInputStream in, int depth) throws IOException {
    Class<?> type = component(text(in));
    int length = count(in);
    Object array = Array.newInstance(type, length);
    for (int i = 0; i < length; i++) {
      Array.set(array, i, get(in, depth + 1));
    }
    return array;
  }

  private static Object tuple(DataInputStream in, int depth) throws IOException {
    String name = text(in);
    Object values = get(in, depth + 1);
    try {
      if (!name.matches("\\w+") || !(values instanceof List)) {
        throw new IOException("unknown value");
      }
      return Class.forName(TUPLES + name)
          .getMethod("fromArray", Object[].class)
          .invoke(null, (Object) ((List<?>) values).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IOException("unknown value", e);
    }
  }

  private static Class<?> component(String name) {
    switch (name) {
      case "int":
        return int.class;
      case "long":
        return long.class;
      case "double":
        return double.class;
      case "float":
        return float.class;
      case "boolean":
        return boolean.class;
      case "char":
        return char.class;
      case "byte":
        return byte.class;
      case "short":
        return short.class;
      case "java.lang.String":
        return String.class;
      case "java.lang.Integer":
        return Integer.class;
      case "[I":
        return int[].class;
      case "[J":
        return long[].class;
      case "[D":
        return double[].class;
      case "[Ljava.lang.String;":
        return String[].class;
      default:
        return Object.class;
    }
  }

  /** Writes a frame: a length and that many bytes. */
  static void send(java.io.OutputStream out, byte[] bytes) throws IOException {
    byte[] frame = new byte[bytes.length + 4];
    java.nio.ByteBuffer.wrap(frame).putInt(bytes.length).put(bytes);
    out.write(frame);
    out.flush();
  }

  /** Reads a frame; null at the end. */
  static DataInputStream receive(java.io.InputStream in) throws IOException {
    byte[] head = in.readNBytes(4);
    if (head.length < 4) {
      return null;
    }
    int size = java.nio.ByteBuffer.wrap(head).getInt();
    if (size < 0 || size > MOST) {
      throw new IOException("a message is too long");
    }
    byte[] bytes = in.readNBytes(size);
    return bytes.length < size
        ? null
        : new DataInputStream(new java.io.ByteArrayInputStream(bytes));
  }
}

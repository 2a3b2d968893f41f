package dev.sce.judge.harness;

import dev.sce.Blob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A stand-in for the tuples of {@code org.javatuples}, which every Java prompt of MultiPL-E
 * imports: classes of one to ten values, with what tests and usual solutions call.
 *
 * <p>They are source text beside the sample, so the compiler takes from it what is used.
 */
final class JavaTuples {
  private static final String PACKAGE = "org.javatuples";

  private static final List<String> NAMES =
      List.of(
          "Unit", "Pair", "Triplet", "Quartet", "Quintet", "Sextet", "Septet", "Octet", "Ennead",
          "Decade");

  private static final SequencedMap<String, Blob> FILES = files();

  private JavaTuples() {}

  /** Returns the files that a text needs; none where it does not name the package. */
  static SequencedMap<String, Blob> neededBy(String text) {
    return text.contains(PACKAGE) ? FILES : new LinkedHashMap<>();
  }

  private static SequencedMap<String, Blob> files() {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put("org/javatuples/Tuple.java", Blob.ofText(Harness.resource("Tuple.java")));
    for (int size = 1; size <= NAMES.size(); size++) {
      files.put("org/javatuples/" + NAMES.get(size - 1) + ".java", Blob.ofText(source(size)));
    }
    return files;
  }

  /** Returns a comma-separated list of something for each position. */
  private static String each(int size, IntFunction<String> one) {
    return IntStream.range(0, size).mapToObj(one).collect(Collectors.joining(", "));
  }

  private static String type(int position) {
    return String.valueOf((char) ('A' + position));
  }

  private static String source(int size) {
    String name = NAMES.get(size - 1);
    String types = "<" + each(size, JavaTuples::type) + ">";
    String parameters = each(size, i -> type(i) + " value" + i);
    String values = each(size, i -> "value" + i);
    StringBuilder text = new StringBuilder("package " + PACKAGE + ";\n");
    text.append("public final class %s%s extends Tuple {\n".formatted(name, types));
    text.append("  public %s(%s) { super(%s); }\n".formatted(name, parameters, boxed(size)));
    text.append("  public static %s %s%s with(%s) {".formatted(types, name, types, parameters));
    text.append(" return new %s<>(%s); }\n".formatted(name, values));
    many(text, name, size);
    text.append("  @Override public int getSize() { return %d; }\n".formatted(size));
    for (int i = 0; i < size; i++) {
      position(text, name, size, i);
    }
    if (size < NAMES.size()) {
      added(text, size);
    }
    return text.append("}\n").toString();
  }

  /** A single array would be taken for the arguments themselves. */
  private static String boxed(int size) {
    return "new Object[] {" + each(size, i -> "value" + i) + "}";
  }

  /** Makes of an array or a collection. */
  private static void many(StringBuilder text, String name, int size) {
    String same = name + "<" + each(size, _ -> "X") + ">";
    String elements = each(size, i -> "array[" + i + "]");
    text.append(
        """
          public static <X> %s fromArray(X[] array) {
            checked(array, %d);
            return new %s<>(%s);
          }
          @SuppressWarnings("unchecked")
          public static <X> %s fromCollection(java.util.Collection<X> all) {
            return fromArray((X[]) all.toArray());
          }
        """
            .formatted(same, size, name, elements, same));
  }

  /** What there is for one position. */
  private static void position(StringBuilder text, String name, int size, int at) {
    text.append(
        "  @SuppressWarnings(\"unchecked\") public %s getValue%d() {".formatted(type(at), at));
    text.append(" return (%s) getValue(%d); }\n".formatted(type(at), at));
    String types = each(size, i -> i == at ? "X" : type(i));
    String values = each(size, i -> i == at ? "value" : "getValue" + i + "()");
    text.append("  public <X> %s<%s> setAt%d(X value) {".formatted(name, types, at));
    text.append(" return new %s<>(%s); }\n".formatted(name, values));
    if (size > 1) {
      String smaller = NAMES.get(size - 2);
      IntFunction<Integer> kept = i -> i < at ? i : i + 1;
      String rest = each(size - 1, i -> type(kept.apply(i)));
      String others = each(size - 1, i -> "getValue" + kept.apply(i) + "()");
      text.append("  public %s<%s> removeFrom%d() {".formatted(smaller, rest, at));
      text.append(" return new %s<>(%s); }\n".formatted(smaller, others));
    }
  }

  private static void added(StringBuilder text, int size) {
    String larger = NAMES.get(size);
    String types = each(size, JavaTuples::type) + ", X";
    String values = each(size, i -> "getValue" + i + "()") + ", value";
    text.append("  public <X> %s<%s> add(X value) {".formatted(larger, types));
    text.append(" return new %s<>(%s); }\n".formatted(larger, values));
  }
}

package dev.sce.judge.call;

import dev.sce.judge.call.PythonValue.Dict;
import dev.sce.judge.call.PythonValue.Entry;
import dev.sce.judge.call.PythonValue.Group;
import dev.sce.judge.call.PythonValue.Kind;
import dev.sce.judge.call.PythonValue.Real;
import dev.sce.judge.call.PythonValue.Sequence;
import dev.sce.judge.call.PythonValue.Text;
import dev.sce.judge.call.PythonValue.Whole;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Python's equality between an expected value and one that an untrusted program returned.
 *
 * <p>Only expected values become keys of hash tables, so a program cannot make the comparison slow
 * by values whose hashes collide.
 */
final class PythonEquality {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,1000}");

  private final EqualityRules rules;

  PythonEquality(EqualityRules rules) {
    this.rules = rules;
  }

  /** Whether a returned value counts as the expected one. */
  boolean matches(PythonValue expected, PythonValue actual) {
    return forms(expected).stream().anyMatch(form -> equal(form, actual, true));
  }

  private List<PythonValue> forms(PythonValue expected) {
    if (expected instanceof Sequence list && standsForFirst(list.items().size())) {
      return List.of(expected, list.items().getFirst());
    }
    return List.of(expected);
  }

  private boolean standsForFirst(int elements) {
    return switch (rules.unwrap()) {
      case NEVER -> false;
      case ONLY_ELEMENT -> elements == 1;
      case FIRST_ELEMENT -> elements > 0;
    };
  }

  private boolean equal(PythonValue expected, PythonValue actual, boolean outermost) {
    return switch (expected) {
      case Sequence list -> actual instanceof Sequence other && sequences(list, other, outermost);
      case Dict dict -> actual instanceof Dict other && dicts(dict, other);
      case Group group -> actual instanceof Group other && groups(group, other);
      case Whole whole -> numbers(whole, actual);
      case Real real -> numbers(real, actual);
      default -> expected.equals(actual);
    };
  }

  private boolean sequences(Sequence expected, Sequence actual, boolean outermost) {
    if (!standsForList(actual.kind(), outermost)
        || expected.items().size() != actual.items().size()) {
      return false;
    }
    for (int i = 0; i < expected.items().size(); i++) {
      if (!equal(expected.items().get(i), actual.items().get(i), false)) {
        return false;
      }
    }
    return true;
  }

  private boolean standsForList(Kind kind, boolean outermost) {
    return switch (kind) {
      case LIST -> true;
      case TUPLE -> outermost || rules.tuples() == EqualityRules.Tuples.EVERYWHERE;
      case ARRAY -> rules.tuples() == EqualityRules.Tuples.EVERYWHERE;
    };
  }

  private boolean dicts(Dict expected, Dict actual) {
    return entries(expected.entries(), actual)
        || (rules.integerKeys() && entries(withIntegerKeys(expected), actual));
  }

  private boolean entries(List<Entry> expected, Dict actual) {
    Map<PythonValue, PythonValue> table = new HashMap<>();
    expected.forEach(entry -> table.put(entry.key(), entry.value()));
    if (table.size() != actual.entries().size()) {
      return false;
    }
    for (Entry entry : actual.entries()) {
      PythonValue value = table.remove(entry.key());
      if (value == null || !equal(value, entry.value(), false)) {
        return false;
      }
    }
    return true;
  }

  private static List<Entry> withIntegerKeys(Dict dict) {
    return dict.entries().stream().map(PythonEquality::withIntegerKey).toList();
  }

  private static Entry withIntegerKey(Entry entry) {
    if (entry.key() instanceof Text(String text) && INTEGER.matcher(text).matches()) {
      return new Entry(new Whole(new BigInteger(text)), entry.value());
    }
    return entry;
  }

  private static boolean groups(Group expected, Group actual) {
    Set<PythonValue> left = new HashSet<>(expected.items());
    return left.size() == actual.items().size() && actual.items().stream().allMatch(left::remove);
  }

  private boolean numbers(PythonValue expected, PythonValue actual) {
    if (expected.equals(actual)) {
      return !(expected instanceof Real(double value) && Double.isNaN(value));
    }
    if (rules.tolerance() == 0 || !isNumber(actual)) {
      return false;
    }
    double wanted = number(expected);
    double difference = Math.abs(wanted - number(actual));
    // What is infinite, or an integer beyond double's range, would be within tolerance of anything.
    return Double.isFinite(difference)
        && difference <= rules.tolerance() * Math.max(1, Math.abs(wanted));
  }

  private static boolean isNumber(PythonValue value) {
    return value instanceof Whole || value instanceof Real;
  }

  private static double number(PythonValue value) {
    return value instanceof Whole(BigInteger whole) ? whole.doubleValue() : ((Real) value).value();
  }
}

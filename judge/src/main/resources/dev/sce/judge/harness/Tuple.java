package org.javatuples;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** What tuples of every size can do. */
public abstract class Tuple implements Iterable<Object>, java.io.Serializable, Comparable<Tuple> {
  private final Object[] values;
  private final List<Object> list;

  protected Tuple(Object... values) {
    this.values = values;
    this.list = Collections.unmodifiableList(Arrays.asList(values));
  }

  static <X> X[] checked(X[] values, int size) {
    if (values == null || values.length != size) {
      throw new IllegalArgumentException("there must be " + size + " values");
    }
    return values;
  }

  public abstract int getSize();

  public final Object getValue(int position) {
    if (position >= getSize()) {
      throw new IllegalArgumentException("there is no position " + position);
    }
    return values[position];
  }

  public final Iterator<Object> iterator() {
    return list.iterator();
  }

  public final boolean contains(Object value) {
    return list.contains(value);
  }

  public final boolean containsAll(Collection<?> all) {
    return list.containsAll(all);
  }

  public final boolean containsAll(Object... all) {
    return list.containsAll(Arrays.asList(all));
  }

  public final int indexOf(Object value) {
    return list.indexOf(value);
  }

  public final int lastIndexOf(Object value) {
    return list.lastIndexOf(value);
  }

  public final List<Object> toList() {
    return list;
  }

  public final Object[] toArray() {
    return values.clone();
  }

  @Override
  public final String toString() {
    return list.toString();
  }

  @Override
  public final int hashCode() {
    return 31 + list.hashCode();
  }

  @Override
  public final boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && list.equals(((Tuple) other).list);
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public int compareTo(Tuple other) {
    for (int i = 0; i < Math.min(values.length, other.values.length); i++) {
      int order = ((Comparable) values[i]).compareTo(other.values[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(values.length, other.values.length);
  }
}

package dev.sce.eval.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Describes many values in little memory.
 *
 * <p>Up to {@value #EXACT} values are kept and their quantiles are exact. Beyond that values are
 * counted in classes each 1% wide, so that quantiles are within half a percent; least, mean and
 * greatest stay exact. Not thread-safe.
 */
public final class Distribution {
  static final int EXACT = 1 << 16;
  private static final double CLASS_WIDTH = Math.log(1.01);

  private double[] values = new double[64];
  private final TreeMap<Integer, Long> classes = new TreeMap<>();
  private long count;
  private double sum;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  /**
   * What is said of the values.
   *
   * @param count how many there are
   * @param min the least
   * @param median the middle
   * @param mean the mean
   * @param p95 what 95% do not exceed
   * @param max the greatest
   */
  public record Figures(
      long count, double min, double median, double mean, double p95, double max) {}

  /** Takes a value that is not negative. */
  public void add(double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("values must not be negative, but one is " + value);
    }
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    sum += value;
    if (count < EXACT) {
      if (count == values.length) {
        values = Arrays.copyOf(values, values.length * 2);
      }
      values[(int) count] = value;
    } else {
      if (count == EXACT) {
        Arrays.stream(values).forEach(this::classify);
        values = new double[0];
      }
      classify(value);
    }
    count++;
  }

  private void classify(double value) {
    int number = value == 0 ? Integer.MIN_VALUE : (int) Math.floor(Math.log(value) / CLASS_WIDTH);
    classes.merge(number, 1L, Long::sum);
  }

  /** Returns the figures; empty when there are no values. */
  public Optional<Figures> figures() {
    if (count == 0) {
      return Optional.empty();
    }
    if (count <= EXACT) {
      Arrays.sort(values, 0, (int) count);
    }
    return Optional.of(
        new Figures(count, least, quantile(0.5), sum / count, quantile(0.95), greatest));
  }

  private double quantile(double share) {
    if (count <= EXACT) {
      return Quantiles.ofSorted(values, (int) count, share);
    }
    long rank = (long) Math.ceil(share * count);
    long seen = 0;
    for (var entry : classes.entrySet()) {
      seen += entry.getValue();
      if (seen >= rank) {
        int number = entry.getKey();
        double middle = number == Integer.MIN_VALUE ? 0 : Math.exp((number + 0.5) * CLASS_WIDTH);
        return Math.clamp(middle, least, greatest);
      }
    }
    return greatest;
  }
}

package dev.sce.report.page;

import java.util.Locale;

/** Builds a picture. Texts are escaped; looks come from classes, for the page allows no styles. */
final class Svg {
  private final StringBuilder svg = new StringBuilder(1024);

  /**
   * Begins a picture that is as wide as its place, but no wider than it is meant to be.
   *
   * @param label what it shows, for those who cannot see it
   */
  Svg(int width, int height, String label) {
    svg.append(
        "<svg class=\"chart\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"%s\">"
            .formatted(width, height, width, escaped(label)));
  }

  /** Makes it fill its place, whatever that does to its shape. */
  Svg stretched() {
    svg.insert(4, " preserveAspectRatio=\"none\"");
    return this;
  }

  Svg rect(double x, double y, double wide, double high, String classes, String title) {
    svg.append("<rect class=\"").append(classes).append('"');
    number("x", x).number("y", y).number("width", Math.max(0, wide)).number("height", high);
    return closed("rect", title);
  }

  Svg line(double x1, double y1, double x2, double y2, String classes) {
    svg.append("<line class=\"").append(classes).append('"');
    number("x1", x1).number("y1", y1).number("x2", x2).number("y2", y2);
    svg.append("/>");
    return this;
  }

  Svg circle(double x, double y, double radius, String classes, String title) {
    svg.append("<circle class=\"").append(classes).append('"');
    number("cx", x).number("cy", y).number("r", radius);
    return closed("circle", title);
  }

  /** A path of its points, {@code x,y} each. */
  Svg path(String shape, String classes) {
    svg.append("<path class=\"").append(classes).append("\" d=\"").append(shape).append("\"/>");
    return this;
  }

  /** A text whose classes say where its anchor is: {@code end} or {@code mid}; else its start. */
  Svg text(double x, double y, String text, String classes) {
    svg.append("<text class=\"").append(classes).append('"');
    number("x", x).number("y", y);
    svg.append('>').append(escaped(text)).append("</text>");
    return this;
  }

  private Svg number(String name, double value) {
    svg.append(' ').append(name).append("=\"").append(decimal(value)).append('"');
    return this;
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private Svg closed(String element, String title) {
    svg.append("><title>").append(escaped(title)).append("</title></").append(element).append('>');
    return this;
  }

  static String escaped(String text) {
    return Shown.text(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return svg + "</svg>";
  }
}

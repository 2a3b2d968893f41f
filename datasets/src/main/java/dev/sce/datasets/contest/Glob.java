package dev.sce.datasets.contest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A pattern of paths as {@code submissions.yaml} has them: {@code *} stands for anything within a
 * name, {@code {a,b}} for either; blanks around alternatives say nothing.
 *
 * <p>Matching keeps the set of places in the pattern at which a path may be, so no pattern takes
 * long.
 */
final class Glob {
  private static final int LONGEST = 200;

  private final String pattern;
  private final List<Part> parts = new ArrayList<>();

  /** A part of a pattern; the last one is the end. */
  private sealed interface Part {}

  private record Letter(char letter) implements Part {}

  private record Star() implements Part {}

  /** Goes on at any of these parts, without a letter. */
  private record Fork(List<Integer> targets) implements Part {}

  private record End() implements Part {}

  /** A brace that is open: where its alternatives begin, and what jumps behind its end. */
  private record Braces(List<Integer> alternatives, List<List<Integer>> jumps) {}

  private Glob(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is none, or too long
   */
  static Glob of(String pattern) {
    if (pattern.length() > LONGEST) {
      throw new IllegalArgumentException("a pattern has more than " + LONGEST + " characters");
    }
    Glob glob = new Glob(pattern);
    glob.read();
    return glob;
  }

  private void read() {
    Deque<Braces> open = new ArrayDeque<>();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      Braces braces = open.peek();
      if (c == '{') {
        Braces more = new Braces(new ArrayList<>(), new ArrayList<>());
        parts.add(new Fork(more.alternatives));
        more.alternatives.add(parts.size());
        open.push(more);
      } else if (c == '*') {
        parts.add(new Star());
      } else if (braces == null || (c != ',' && c != '}')) {
        if (c == '}') {
          throw unbalanced();
        }
        if (braces == null || c != ' ' || !isAroundAlternative(i)) {
          parts.add(new Letter(c));
        }
      } else if (c == ',') {
        List<Integer> jump = new ArrayList<>();
        parts.add(new Fork(jump));
        braces.jumps.add(jump);
        braces.alternatives.add(parts.size());
      } else {
        braces.jumps.forEach(jump -> jump.add(parts.size()));
        open.pop();
      }
    }
    if (!open.isEmpty()) {
      throw unbalanced();
    }
    parts.add(new End());
  }

  private IllegalArgumentException unbalanced() {
    return new IllegalArgumentException("pattern '" + pattern + "' has a brace without another");
  }

  private boolean isAroundAlternative(int blank) {
    int before = blank;
    while (pattern.charAt(before) == ' ') {
      before--; // meets the brace at the latest
    }
    int after = blank;
    while (after < pattern.length() && pattern.charAt(after) == ' ') {
      after++;
    }
    return "{,".indexOf(pattern.charAt(before)) >= 0
        || (after < pattern.length() && ",}".indexOf(pattern.charAt(after)) >= 0);
  }

  /** Returns the pattern as it was written. */
  String pattern() {
    return pattern;
  }

  /** Whether a path, or a folder that it is in, matches. */
  boolean matchesOrHolds(String path) {
    BitSet places = new BitSet();
    add(places, 0);
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/' && isAtEnd(places)) {
        return true;
      }
      places = after(places, c);
    }
    return isAtEnd(places);
  }

  private boolean isAtEnd(BitSet places) {
    return places.get(parts.size() - 1);
  }

  private BitSet after(BitSet places, char c) {
    BitSet next = new BitSet();
    for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
      Part part = parts.get(at);
      if (part instanceof Star && c != '/') {
        add(next, at);
      } else if (part instanceof Letter letter && letter.letter == c) {
        add(next, at + 1);
      }
    }
    return next;
  }

  /** Adds a place with those that are reached from it without a letter. */
  private void add(BitSet places, int first) {
    Deque<Integer> open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      int at = open.pop();
      if (places.get(at)) {
        continue;
      }
      places.set(at);
      switch (parts.get(at)) {
        case Star _ -> open.push(at + 1);
        case Fork fork -> fork.targets.forEach(open::push);
        case Letter _, End _ -> {}
      }
    }
  }
}

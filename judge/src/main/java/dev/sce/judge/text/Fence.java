package dev.sce.judge.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block between two lines with fences, as Markdown has them: three or more backticks or tildes,
 * after three blanks at the most. A fence of as many marks or more, and nothing else on its line,
 * ends the block; marks of turns such as {@code <|im_end|>} may follow it.
 *
 * @param mark the backtick or the tilde
 * @param tag the first word behind the first fence; empty if there is none
 * @param text what stands between the fences, without the blanks that the first fence has before it
 * @param closed whether there is a second fence; without one, the block goes to the end
 */
public record Fence(char mark, String tag, String text, boolean closed) {
  private static final int DEEPEST = 3;
  private static final int FEWEST = 3;

  /** Returns the blocks of a text, in their order. */
  public static List<Fence> in(String text) {
    return new Scan(text).blocks();
  }

  /** Whether it has a tag, in whatever case. */
  public boolean isTagged(String wanted) {
    return tag.equalsIgnoreCase(wanted);
  }

  /** A line that begins with marks: how deep it is indented, and what follows them. */
  private record Marks(int indentation, char mark, int count, String rest) {
    boolean opens() {
      return mark != '`' || rest.indexOf('`') < 0;
    }

    boolean closes(Marks opening) {
      return mark == opening.mark && count >= opening.count && Turns.withoutEnd(rest).isBlank();
    }

    String tag() {
      return rest.isBlank() ? "" : rest.strip().split("\\s", 2)[0];
    }
  }

  /** Goes through a text line by line. */
  private static final class Scan {
    private final String text;
    private final List<Fence> blocks = new ArrayList<>();
    private final StringBuilder block = new StringBuilder();

    Scan(String text) {
      this.text = text;
    }

    List<Fence> blocks() {
      Marks open = null;
      for (int line = 0; line < text.length(); ) {
        int newline = text.indexOf('\n', line);
        int end = newline < 0 ? text.length() : newline;
        int next = newline < 0 ? end : newline + 1;
        Marks marks = marks(line, end);
        if (open == null) {
          open = marks != null && marks.opens() ? marks : null;
        } else if (marks != null && marks.closes(open)) {
          add(open, true);
          open = null;
        } else {
          block.append(text, line + blanks(line, end, open.indentation), next);
        }
        line = next;
      }
      if (open != null) {
        add(open, false);
      }
      return blocks;
    }

    private void add(Marks open, boolean closed) {
      blocks.add(new Fence(open.mark, open.tag(), block.toString(), closed));
      block.setLength(0);
    }

    private @Nullable Marks marks(int line, int end) {
      int indentation = blanks(line, end, DEEPEST);
      int begin = line + indentation;
      char mark = begin < end ? text.charAt(begin) : ' ';
      if (mark != '`' && mark != '~') {
        return null;
      }
      int at = begin;
      while (at < end && text.charAt(at) == mark) {
        at++;
      }
      return at - begin < FEWEST
          ? null
          : new Marks(indentation, mark, at - begin, text.substring(at, end));
    }

    private int blanks(int line, int end, int most) {
      int at = line;
      while (at < end && at - line < most && text.charAt(at) == ' ') {
        at++;
      }
      return at - line;
    }
  }
}

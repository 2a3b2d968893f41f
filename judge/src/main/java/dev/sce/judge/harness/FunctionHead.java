package dev.sce.judge.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The function that a prompt ends in, in languages with braces.
 *
 * @param before what stands before it, such as imports, types and helper functions
 * @param head its declaration, up to the brace that opens its body
 */
record FunctionHead(String before, String head) {

  /** Finds the innermost body that is open at the end of a text. */
  static Optional<FunctionHead> of(String text, boolean quotesAreLifetimes) {
    Scanner scanner = new Scanner(text, quotesAreLifetimes);
    scanner.scan();
    if (scanner.open.isEmpty()) {
      return Optional.empty();
    }
    int[] innermost = scanner.open.getLast();
    return Optional.of(
        new FunctionHead(
            text.substring(0, innermost[0]), text.substring(innermost[0], innermost[1]).strip()));
  }

  /** Returns how many braces are open at the end of a text. */
  static int openBraces(String text, boolean quotesAreLifetimes) {
    Scanner scanner = new Scanner(text, quotesAreLifetimes);
    scanner.scan();
    return scanner.open.size();
  }

  /** Returns the text between the parentheses that hold the parameters. */
  Optional<String> parameters() {
    int open = openParenthesis();
    return open < 0 ? Optional.empty() : Optional.of(head.substring(open + 1, closing(open)));
  }

  /** Returns the function's name: the word before the parentheses, type parameters left out. */
  String name() {
    int end = openParenthesis();
    if (end < 0) {
      return "";
    }
    if (end > 0 && head.charAt(end - 1) == '>') {
      end = head.lastIndexOf('<', end);
    }
    int to = end;
    while (to > 0 && Character.isWhitespace(head.charAt(to - 1))) {
      to--;
    }
    int from = to;
    while (from > 0 && Character.isJavaIdentifierPart(head.charAt(from - 1))) {
      from--;
    }
    return head.substring(from, Math.max(from, to));
  }

  /** Returns what stands before the name. */
  String beforeName() {
    return head.substring(0, head.indexOf(name() + afterName())).strip();
  }

  /** Returns what follows the parentheses. */
  String afterParameters() {
    int open = openParenthesis();
    return open < 0 ? "" : head.substring(Math.min(head.length(), closing(open) + 1)).strip();
  }

  private String afterName() {
    int open = openParenthesis();
    int end = head.indexOf(name());
    return open < 0 ? "" : head.substring(end + name().length(), open + 1);
  }

  private int openParenthesis() {
    return head.indexOf('(');
  }

  private int closing(int open) {
    int depth = 0;
    for (int i = open; i < head.length(); i++) {
      depth += head.charAt(i) == '(' ? 1 : head.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return head.length();
  }

  /** Returns the parts of a text that commas outside of all brackets separate. */
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean arrow = c == '>' && i > 0 && (text.charAt(i - 1) == '-' || text.charAt(i - 1) == '=');
      if ("([{<".indexOf(c) >= 0) {
        depth++;
      } else if (")]}>".indexOf(c) >= 0 && !arrow) {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    String last = text.substring(from).strip();
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }

  /** Walks over a text and keeps the braces that are open, with where the statement began. */
  private static final class Scanner {
    /** Start of the statement and position of the brace. */
    final List<int[]> open = new ArrayList<>();

    private final String text;
    private final boolean quotesAreLifetimes;
    private int at;
    private int statement;
    private int nesting;

    Scanner(String text, boolean quotesAreLifetimes) {
      this.text = text;
      this.quotesAreLifetimes = quotesAreLifetimes;
    }

    void scan() {
      while (at < text.length()) {
        step(text.charAt(at));
      }
    }

    private void step(char c) {
      if (text.startsWith("//", at)) {
        skipTo("\n");
        comment();
      } else if (text.startsWith("/*", at)) {
        at += 2;
        skipTo("*/");
        comment();
      } else if (c == '#' && isLineStart()) {
        skipTo("\n");
        statement = at;
      } else if (c == '"' || c == '`' || (c == '\'' && !isLifetime())) {
        skipQuoted(c);
      } else {
        at++;
        brace(c);
      }
    }

    private void brace(char c) {
      nesting += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == '{') {
        open.add(new int[] {statement, at - 1});
      } else if (c == '}' && !open.isEmpty()) {
        open.removeLast();
      }
      if (c == '{' || c == '}' || (c == ';' && nesting <= 0)) {
        statement = at;
        nesting = 0;
      }
    }

    /** A comment before a declaration is not part of it. */
    private void comment() {
      int first = statement;
      while (first < at && first < text.length() && Character.isWhitespace(text.charAt(first))) {
        first++;
      }
      if (first < at && text.startsWith("/", first)) {
        statement = at;
      }
    }

    private boolean isLineStart() {
      int before = at - 1;
      while (before >= 0
          && text.charAt(before) != '\n'
          && Character.isWhitespace(text.charAt(before))) {
        before--;
      }
      return before < 0 || text.charAt(before) == '\n';
    }

    private boolean isLifetime() {
      boolean closed = at + 2 < text.length() && text.charAt(at + 2) == '\'';
      boolean escaped = at + 1 < text.length() && text.charAt(at + 1) == '\\';
      return quotesAreLifetimes && !closed && !escaped;
    }

    private void skipTo(String end) {
      int found = text.indexOf(end, at);
      at = found < 0 ? text.length() : found + end.length();
    }

    private void skipQuoted(char quote) {
      at++;
      while (at < text.length() && text.charAt(at) != quote) {
        at += text.charAt(at) == '\\' && quote != '`' ? 2 : 1;
      }
      at = Math.min(text.length(), at + 1);
    }
  }
}

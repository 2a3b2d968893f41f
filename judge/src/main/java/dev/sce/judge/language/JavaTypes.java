package dev.sce.judge.language;

import dev.sce.judge.language.SourceTokens.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types that a Java source file declares, as far as they matter for starting it.
 *
 * <p>Reads declarations only: what stands in a method, an initialiser or a lambda is passed over by
 * its braces.
 */
final class JavaTypes {
  private static final Set<String> KINDS = Set.of("class", "interface", "enum", "record");

  private final List<Token> tokens;
  private final List<Main> mains = new ArrayList<>();
  private final Deque<Block> open = new ArrayDeque<>();
  private final Set<String> before = new HashSet<>();
  private String packageName = "";
  private @Nullable String publicType;
  private @Nullable Block next;
  private int parentheses;

  /**
   * A method that can start a program.
   *
   * @param type the full name of its class as the launcher wants it; empty for a file without one
   * @param classic whether it is {@code public static void main(String[])}, which every version of
   *     Java starts
   * @param outermost whether its type stands in no other
   */
  record Main(String type, boolean classic, boolean outermost) {}

  /** What an open brace belongs to: a type by its binary name, or else null. */
  private record Block(@Nullable String type, boolean isInterface, int parentheses) {}

  private JavaTypes(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** Reads a source file. */
  static JavaTypes of(String text) {
    JavaTypes types = new JavaTypes(SourceTokens.ofJava(text));
    types.read();
    return types;
  }

  /** Returns the methods that can start a program, in the order of the text. */
  List<Main> mains() {
    return mains;
  }

  /** Returns the simple name of the type that the file has to be called after. */
  Optional<String> publicType() {
    return Optional.ofNullable(publicType);
  }

  /** Returns the package with a dot behind it; empty for none. */
  String packagePrefix() {
    return packageName;
  }

  private void read() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.text()) {
        case "(" -> parentheses++;
        case ")" -> parentheses--;
        case "{" -> open();
        case "}" -> close();
        case ";" -> endOfDeclaration();
        case "package" -> readPackage(i);
        default -> word(i);
      }
    }
  }

  private void open() {
    Block type = next;
    if (type != null && type.parentheses == parentheses) {
      open.push(type);
      next = null;
      before.clear();
    } else {
      open.push(new Block(null, false, parentheses));
    }
  }

  private void close() {
    if (!open.isEmpty()) {
      parentheses = open.pop().parentheses;
    }
    endOfDeclaration();
  }

  private void endOfDeclaration() {
    if (parentheses == (open.isEmpty() ? 0 : open.peek().parentheses)) {
      before.clear();
      next = null;
    }
  }

  private void readPackage(int from) {
    if (!open.isEmpty() || !packageName.isEmpty()) {
      return;
    }
    StringBuilder name = new StringBuilder();
    for (int i = from + 1; i < tokens.size() && !tokens.get(i).is(";"); i++) {
      if (!tokens.get(i).isWord() && !tokens.get(i).is(".")) {
        return;
      }
      if (name.length() > MainClass.LONGEST) {
        break; // too long to be started; the rest of it is not looked at
      }
      name.append(tokens.get(i).text());
    }
    packageName = name + ".";
  }

  private void word(int at) {
    String word = tokens.get(at).text();
    if (isDeclaration(at)) {
      declare(at);
    } else if (word.equals("main") && is(at - 1, "void") && is(at + 1, "(")) {
      readMain(at);
    }
    before.add(word);
  }

  /** {@code record} and others are names as well, and {@code X.class} declares nothing. */
  private boolean isDeclaration(int at) {
    return KINDS.contains(tokens.get(at).text())
        && next == null
        && !is(at - 1, ".")
        && at + 1 < tokens.size()
        && tokens.get(at + 1).isWord()
        && (!is(at, "record") || is(at + 2, "(") || is(at + 2, "<"));
  }

  private void declare(int at) {
    String name = tokens.get(at + 1).text();
    Block around = open.peek();
    boolean outermost = around == null;
    String type = outermost ? name : nested(around.type, name);
    next = new Block(type, is(at, "interface"), parentheses);
    if (outermost && publicType == null && before.contains("public")) {
      publicType = name;
    }
  }

  /** A name that is too long to be started is none, nor are those within. */
  private static @Nullable String nested(@Nullable String around, String name) {
    boolean usable = around != null && around.length() + name.length() < MainClass.LONGEST;
    return usable ? around + "$" + name : null;
  }

  private void readMain(int at) {
    Block around = open.peek();
    Optional<Boolean> array = parameters(at + 2);
    boolean member = around == null || (around.type != null && around.parentheses == parentheses);
    if (!member || array.isEmpty() || before.contains("private")) {
      return;
    }
    boolean visible = before.contains("public") || (around != null && around.isInterface);
    boolean classic = array.get() && visible && before.contains("static") && around != null;
    String type = around == null ? "" : String.valueOf(around.type);
    mains.add(new Main(type, classic, type.indexOf('$') < 0));
  }

  /**
   * Returns whether there is an array of strings or nothing; empty where there is another thing.
   */
  private Optional<Boolean> parameters(int from) {
    StringBuilder all = new StringBuilder();
    for (int i = from; i < tokens.size() && !tokens.get(i).is(")"); i++) {
      Token token = tokens.get(i);
      if (token.is("@")) {
        i++;
      } else if (!token.is("final")) {
        all.append(token.text()).append(token.isWord() ? " " : "");
      }
      if (all.length() > 200) {
        return Optional.empty();
      }
    }
    String text = all.toString();
    if (text.isEmpty()) {
      return Optional.of(false);
    }
    boolean strings =
        text.matches(
            "(java \\.lang \\.)?String (\\[]|\\.\\.\\.)\\S+ | ?(java \\.lang \\.)?String \\S+ \\[]");
    return strings ? Optional.of(true) : Optional.empty();
  }

  private boolean is(int at, String word) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(word);
  }
}

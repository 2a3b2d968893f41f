package dev.sce.judge.language;

import dev.sce.judge.language.SourceTokens.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what starts a Scala source file: an outermost object with {@code main} or that extends
 * {@code App}, or a method marked {@code @main}.
 *
 * <p>Bodies may stand in braces or, as of Scala 3, be told by their indentation.
 */
final class ScalaObjects {
  private final List<Token> tokens;
  private final List<String> mains = new ArrayList<>();
  private String packageName = "";
  private @Nullable String object;
  private int column;
  private int depth;
  private int outermost;

  private ScalaObjects(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** Returns the full names of the classes that can be started, in the order of the text. */
  static List<String> mains(String text) {
    ScalaObjects objects = new ScalaObjects(SourceTokens.ofScala(text));
    objects.read();
    return objects.mains;
  }

  private void read() {
    for (int i = 0; i < tokens.size(); i++) {
      switch (tokens.get(i).text()) {
        case "{" -> depth++;
        case "}" -> depth--;
        case "package" -> readPackage(i);
        case "class", "trait", "enum" -> outermostType(i, null);
        case "object" -> readObject(i);
        case "def" -> readMethod(i);
        default -> {}
      }
    }
  }

  /** The parts of several package clauses belong together; a braced one holds all that follows. */
  private void readPackage(int from) {
    if (is(from + 1, "object") || depth != outermost) {
      return;
    }
    int at = from + 1;
    StringBuilder name = new StringBuilder();
    while (at < tokens.size() && tokens.get(at).isWord() && name.length() < MainClass.LONGEST) {
      name.append(tokens.get(at).text()).append('.');
      at += is(at + 1, ".") ? 2 : 1;
      if (!is(at - 1, ".")) {
        break;
      }
    }
    if (packageName.length() < MainClass.LONGEST) {
      packageName += name;
    }
    outermost += is(at, "{") ? 1 : 0;
  }

  /** Takes note of an outermost type; only an object can start a program. */
  private boolean outermostType(int at, @Nullable String name) {
    // Where there are no braces, what stands further in belongs to the type before it.
    boolean inside = object != null && tokens.get(at).column() > column;
    if (depth != outermost || inside) {
      return false;
    }
    object = name;
    column = tokens.get(at).column();
    return true;
  }

  private void readObject(int at) {
    boolean named = at + 1 < tokens.size() && tokens.get(at + 1).isWord();
    if (!named || is(at - 1, "package") || is(at - 1, "case")) {
      outermostType(at, null);
      return;
    }
    String name = tokens.get(at + 1).text();
    if (outermostType(at, name) && extendsApp(at + 2)) {
      mains.add(packageName + name);
    }
  }

  /** Looks through the head of an object for the trait, which ends at its body. */
  private boolean extendsApp(int from) {
    boolean heir = false;
    for (int i = from; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("{") || token.is("}") || token.is(":") || token.is("def") || token.is("val")) {
        return false;
      }
      heir |= token.is("extends");
      if (heir && token.is("App") && !is(i - 1, "[")) {
        return true;
      }
      if (token.is("object") || token.is("class") || token.is("trait")) {
        return false;
      }
    }
    return false;
  }

  private void readMethod(int at) {
    if (at + 1 >= tokens.size()) {
      return;
    }
    Token name = tokens.get(at + 1);
    if (is(at - 1, "main") && is(at - 2, "@")) {
      mains.add(packageName + name.text());
    } else if (name.is("main") && object != null && depth <= outermost + 1) {
      mains.add(packageName + object);
    }
  }

  private boolean is(int at, String word) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(word);
  }
}

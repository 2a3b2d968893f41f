package dev.sce.judge.text;

/**
 * What was taken out of a text.
 *
 * @param code the program; empty if there is none
 * @param found where it stood
 */
public record Extraction(String code, Found found) {
  /** Columns by which code that continues a prompt is indented at least. */
  private static final int INDENTED = 4;

  /** Where a program stood in a text. */
  public enum Found {
    /** The text is the program; nobody looked for another one. */
    AS_IT_IS("as it is"),

    /** Between two fences, or from one to the end. */
    BLOCK("block"),

    /** There is no fence that counts, so what is left of the text is the program. */
    TEXT("text without a block"),

    /** There is no fence that counts, and the rule takes nothing else. */
    NOTHING("no block"),

    /** The model was still reasoning when its text ended. */
    UNFINISHED_REASONING("unfinished reasoning");

    private final String label;

    Found(String label) {
      this.label = label;
    }

    /** Returns it in words. */
    public String label() {
      return label;
    }
  }

  static Extraction block(String code) {
    return new Extraction(code, Found.BLOCK);
  }

  static Extraction text(String code) {
    return new Extraction(code, Found.TEXT);
  }

  static Extraction nothing() {
    return new Extraction("", Found.NOTHING);
  }

  /**
   * Whether the first line with something on it is indented, so that the code can only be the rest
   * of a function whose head the prompt has.
   */
  public boolean continuesPrompt() {
    int column = 0;
    for (int at = 0; at < code.length(); at++) {
      switch (code.charAt(at)) {
        case ' ' -> column++;
        case '\t' -> column += INDENTED;
        case '\r', '\n' -> column = 0;
        default -> {
          return column >= INDENTED;
        }
      }
    }
    return false;
  }
}

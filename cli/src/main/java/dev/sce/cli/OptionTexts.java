package dev.sce.cli;

import dev.sce.ExecutionOption;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Help for the options of an executor, made from {@link ExecutionOption}. An option of the command
 * names its text by the constant's name, in {@code descriptionKey}.
 */
final class OptionTexts extends ResourceBundle {
  private final Map<String, String> texts = new LinkedHashMap<>();

  private OptionTexts() {
    for (ExecutionOption option : ExecutionOption.values()) {
      put(option, option.defaultText());
    }
  }

  /** Returns the texts for a command that runs programs with the defaults of the library. */
  static OptionTexts ofRun() {
    return new OptionTexts();
  }

  /** Returns the texts for the evaluation, where problems have limits of their own. */
  static OptionTexts ofEval() {
    OptionTexts texts = new OptionTexts();
    texts.put(ExecutionOption.WALL_TIME, "the data set's own");
    texts.put(ExecutionOption.CPU_TIME, "the data set's own");
    texts.put(ExecutionOption.MEMORY, "the data set's own");
    texts.put(ExecutionOption.OUTPUT, "the data set's own");
    return texts;
  }

  private void put(ExecutionOption option, String defaultText) {
    // The library takes a list, the command one option for each.
    String repeatable = option == ExecutionOption.READ_ONLY_PATHS ? " Repeatable." : "";
    texts.put(
        option.name(), option.meaning() + "." + repeatable + " Default: " + defaultText + ".");
  }

  @Override
  protected @Nullable Object handleGetObject(String key) {
    return texts.get(key);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(texts.keySet());
  }
}

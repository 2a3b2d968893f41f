package dev.sce.eval.calls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the driver says of one call. A program could have written it: it is evidence of nothing but
 * the value in it.
 *
 * @param status one of the driver's words
 * @param seconds time of the call
 * @param json the value or the message, unread
 */
record Answer(String status, double seconds, String json) {

  /**
   * Reads the driver's output.
   *
   * @return for each call its answer, or null; lines that are no answer or a second one are dropped
   */
  static List<@Nullable Answer> read(String output, int calls) {
    List<@Nullable Answer> answers = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      answers.add(null);
    }
    output.lines().forEach(line -> put(line, answers));
    return answers;
  }

  private static void put(String line, List<@Nullable Answer> answers) {
    String[] parts = line.split(" ", 4);
    if (parts.length < 4 || parts[0].length() > 9 || parts[2].length() > 20) {
      return;
    }
    try {
      int number = Integer.parseInt(parts[0]);
      double seconds = Double.parseDouble(parts[2]);
      if (number >= 0 && number < answers.size() && answers.get(number) == null) {
        answers.set(number, new Answer(parts[1], Math.clamp(seconds, 0, 1e6), parts[3]));
      }
    } catch (NumberFormatException e) {
      // Not the driver's line, so not an answer.
    }
  }
}

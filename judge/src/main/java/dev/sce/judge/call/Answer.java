package dev.sce.judge.call;

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
    // Not String.lines(), for which a carriage return in an answer would begin another one.
    for (int from = 0, to; (to = output.indexOf('\n', from)) >= 0; from = to + 1) {
      put(output.substring(from, to), answers);
    }
    return answers;
  }

  private static void put(String line, List<@Nullable Answer> answers) {
    String[] parts = line.split(" ", 4);
    if (parts.length < 4 || !isNumber(parts[0], 9, false) || !isNumber(parts[2], 20, true)) {
      // Not the driver's line, so not an answer.
      return;
    }
    int number = Integer.parseInt(parts[0]);
    if (number < answers.size() && answers.get(number) == null) {
      double seconds = Double.parseDouble(parts[2]);
      answers.set(number, new Answer(parts[1], Math.clamp(seconds, 0, 1e6), parts[3]));
    }
  }

  /** Looks before it is parsed: a program may print a million lines, each worth an exception. */
  private static boolean isNumber(String text, int longest, boolean withPoint) {
    int points = 0;
    for (int i = 0; i < text.length() && i <= longest; i++) {
      char c = text.charAt(i);
      points += c == '.' ? 1 : 0;
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return points <= (withPoint ? 1 : 0) && text.length() > points && text.length() <= longest;
  }
}

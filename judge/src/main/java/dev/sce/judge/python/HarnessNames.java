package dev.sce.judge.python;

import dev.sce.judge.Sample;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The names that a data set's own harness leaves around, for samples that use and do not import
 * them. The authors' harnesses put prompt, sample and tests into one program, so a sample finds
 * what the prompt defines and, once it is called, what the tests import.
 *
 * @param given whether samples get them
 */
record HarnessNames(boolean given) {
  /**
   * Adds to a request what a sample is to find.
   *
   * @param imports what the set's harness puts before every program
   * @param prompt the problem's prompt, which a program that continues it has anyway
   * @param tests texts whose imports are there when the sample is called
   */
  void into(ObjectNode request, Sample sample, String imports, String prompt, List<String> tests) {
    if (!given) {
      return;
    }
    List<String> before = new ArrayList<>(List.of(imports));
    if (sample.complete()) {
      before.add(prompt);
    }
    request.set("names_before", Requests.texts(before));
    request.set("names_after", Requests.texts(tests));
  }

  /** Returns what a hint says of the option that gives them. */
  String remedy() {
    return given
        ? "this set's own harness does not"
        : "--harness-names gives samples what this set's own harness does";
  }
}

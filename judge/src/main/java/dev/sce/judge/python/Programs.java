package dev.sce.judge.python;

import dev.sce.judge.Sample;

/** Makes whole programs of samples. */
final class Programs {
  private Programs() {}

  /** Returns the sample's program; a completion is put between both texts as it is. */
  static String of(String prompt, Sample sample, String suffix) {
    return sample.complete() ? sample.code() : prompt + sample.code() + suffix;
  }

  /** Returns the sample's program, where nothing follows a completion. */
  static String of(String prompt, Sample sample) {
    return of(prompt, sample, "");
  }
}

package dev.sce.sandbox;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.TrackedFile;

/** What the supervisor answers, put together from its frames. */
sealed interface Reply {

  /**
   * The sandbox is ready.
   *
   * @param way how it was made, one of the {@code WAY_} numbers
   * @param features what is in force, a set of {@code FEATURE_} bits
   * @param landlockAbi version of Landlock; 0 for none
   * @param cgroup the control group's directory; empty for none
   * @param notes what could not be had and why
   */
  record Ready(int way, int features, int landlockAbi, String cgroup, String notes)
      implements Reply {
    boolean has(int... anyOf) {
      for (int feature : anyOf) {
        if ((features & feature) != 0) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Setting up failed, or the two sides do not understand each other.
   *
   * @param stage what failed
   * @param errno the system's error number
   * @param text details
   */
  record Failed(String stage, int errno, String text) implements Reply {
    String message() {
      return stage + " failed: " + text;
    }
  }

  /**
   * A run has ended.
   *
   * @param how who ended it, one of the {@code HOW_} numbers
   * @param waitStatus as wait(2) reports it
   * @param wallNanos from start to exit
   * @param userNanos processor time in user mode, of the whole tree
   * @param systemNanos processor time in the kernel
   * @param delayNanos how long the program waited for a processor
   * @param peakBytes largest memory of the tree
   * @param peakSource whether and how the peak was measured
   * @param leftBehind processes that had to be killed after the end
   * @param out standard output
   * @param err standard error
   * @param text why it was not started, or what failed
   * @param warm whether the program was forked from a started interpreter
   * @param whyCold why it was not although it was asked for; else empty
   */
  record Done(
      int how,
      int waitStatus,
      long wallNanos,
      long userNanos,
      long systemNanos,
      long delayNanos,
      long peakBytes,
      int peakSource,
      int leftBehind,
      CapturedOutput out,
      CapturedOutput err,
      String text,
      boolean warm,
      String whyCold)
      implements Reply {}

  /** The program that runs begins to use no processor, or uses one again. */
  enum Use implements Reply {
    IDLE,
    BUSY
  }

  /**
   * A file was read back.
   *
   * @param state one of the {@code CONTENT_} numbers
   * @param content the bytes
   */
  record Content(int state, Blob content) implements Reply {
    TrackedFile toTrackedFile() {
      return switch (state) {
        case Protocol.CONTENT_PRESENT -> TrackedFile.present(content);
        case Protocol.CONTENT_MISSING -> TrackedFile.absent(TrackedFile.State.MISSING);
        case Protocol.CONTENT_NOT_REGULAR ->
            TrackedFile.absent(TrackedFile.State.NOT_A_REGULAR_FILE);
        case Protocol.CONTENT_TOO_LARGE -> TrackedFile.absent(TrackedFile.State.TOO_LARGE);
        default -> TrackedFile.absent(TrackedFile.State.UNREADABLE);
      };
    }
  }

  /**
   * Everything writable is empty again.
   *
   * @param way how it was emptied, or {@code WIPED_FAILED}
   * @param text what went wrong
   */
  record Wiped(int way, String text) implements Reply {}
}

package dev.sce.sandbox;

import dev.sce.Blob;
import dev.sce.ExecutionOption;
import dev.sce.InvalidOptionException;
import dev.sce.Limits;
import dev.sce.spi.Launch;
import dev.sce.spi.ProcessorUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a warm interpreter to see whether it can be had. */
final class WarmTrial {
  private static final Limits LIMITS = Limits.DEFAULT.withWallTime(Duration.ofSeconds(20));

  private final SandboxCommands commands;
  private final List<String> preload;

  WarmTrial(SandboxCommands commands, List<String> preload) {
    this.commands = commands;
    this.preload = preload;
  }

  /**
   * What came of it.
   *
   * @param warm whether the program was forked from a started interpreter
   * @param detail the interpreter, or why there is none
   */
  record Answer(boolean warm, String detail) {}

  /** Runs an empty program and empties the slot again. */
  Answer run(Slot slot) throws SlotException {
    Launch launch =
        new Launch(
            List.of("python3", "main.py"),
            Map.of(),
            Blob.EMPTY,
            LIMITS,
            Duration.ZERO,
            Optional.empty());
    RunRequest request = commands.request(launch, slot.home(), slot.temporary());
    slot.file("main.py", Blob.EMPTY);
    Reply.Done done = slot.run(request, ProcessorUse.IGNORED);
    slot.beginWipe();
    String reason = done.whyCold().isEmpty() ? done.text() : done.whyCold();
    return new Answer(done.warm(), done.warm() ? request.argv().getFirst() : reason);
  }

  /**
   * Requires that what somebody asked to be imported ahead can be.
   *
   * @throws IllegalArgumentException naming the module and the reason
   */
  void requirePreload(Slot slot) throws SlotException {
    if (preload.isEmpty() || !commands.warm()) {
      return;
    }
    Answer answer = run(slot);
    if (!answer.warm()) {
      String modules = String.join(",", preload);
      throw InvalidOptionException.because(
          ExecutionOption.PRELOAD,
          modules,
          modules
              + ": no interpreter can be kept ready with it: "
              + answer.detail()
              + "; install the module for the python3 on the PATH, or leave the option out");
    }
  }
}

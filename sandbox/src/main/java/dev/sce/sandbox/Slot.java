package dev.sce.sandbox;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.TrackedFile;
import dev.sce.spi.ProcessorUse;
import dev.sce.support.LogText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One supervisor process with its sandbox. Used by one thread at a time.
 *
 * <p>Any {@link SlotException} means that the slot's state is unknown: it must be closed and
 * replaced by a new one. Closing ends the supervisor, which is killed if it does not end by itself;
 * the kernel then kills everything inside.
 */
final class Slot implements AutoCloseable {
  /** Making namespaces, or emptying a sandbox full of files, on a very busy machine. */
  private static final Duration ANSWER_TIME = Duration.ofSeconds(60);

  private final Process process;
  private final FrameWriter writer;
  private final ReplyReader replies;
  private final Reply.Ready ready;
  private final SlotPlace place;
  private final Watchdog watchdog;
  private final Diagnostics diagnostics;
  private final Deadline deadline = new Deadline();
  private int pendingWipes;

  private Slot(
      Process process,
      SlotSettings settings,
      SlotPlace place,
      Watchdog watchdog,
      Diagnostics diagnostics)
      throws SlotException, InterruptedException {
    this.process = process;
    this.diagnostics = diagnostics;
    this.place = place;
    this.writer = new FrameWriter(process.getOutputStream());
    this.replies = new ReplyReader(process.getInputStream());
    this.watchdog = watchdog;
    watchdog.add(this);
    try {
      this.ready = hello(settings);
    } catch (SlotException | InterruptedException | RuntimeException e) {
      watchdog.remove(this);
      throw e;
    }
  }

  /** Starts a supervisor and waits until its sandbox is ready. */
  static Slot start(SlotSettings settings, SlotPlace place, Watchdog watchdog, SlotEvents events)
      throws SlotException, InterruptedException {
    long begin = System.nanoTime();
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(settings.command(place));
      builder.environment().clear();
      process = builder.start();
    } catch (IOException e) {
      throw new SlotException("cannot start the supervisor: " + e.getMessage(), e);
    }
    Diagnostics diagnostics = new Diagnostics(process.getErrorStream(), place.number(), events);
    try {
      diagnostics.start();
      Slot slot = new Slot(process, settings, place, watchdog, diagnostics);
      events.started(Duration.ofNanos(System.nanoTime() - begin), slot.ready);
      diagnostics.slotIsReady();
      return slot;
    } catch (SlotException | InterruptedException | RuntimeException e) {
      end(process, diagnostics);
      throw e;
    }
  }

  /** Ends a supervisor that did not get ready, after its last words. */
  private static void end(Process process, Diagnostics diagnostics) {
    var _ = process.toHandle().destroyForcibly(); // does not close the streams, as the process does
    if (diagnostics.close()) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private Reply.Ready hello(SlotSettings settings) throws SlotException, InterruptedException {
    Path workdir = place.workdir();
    RootLayout layout = settings.layout();
    writer
        .begin(Protocol.MSG_HELLO)
        .u32(Protocol.MAGIC)
        .u16(Protocol.PROTOCOL_VERSION)
        .u8(settings.mode())
        .u8(settings.cgroups() ? 1 : 0)
        .u32(place.uid())
        .u32(place.uid())
        .u64(settings.writableBytes())
        .u64(SlotSettings.WRITABLE_INODES)
        .text(workdir == null ? "" : workdir.toString())
        .text(String.join(",", settings.modules()))
        .text(String.join(",", settings.requiredModules()))
        .text(layout.path())
        .u32(layout.binds().size());
    layout.binds().forEach(b -> writer.text(b.source()).text(b.target()).u32(b.flags()));
    send(writer::end);
    InterruptHook hook = InterruptHook.arm(process::destroyForcibly);
    try {
      Reply reply = receive(ANSWER_TIME.toNanos());
      if (reply instanceof Reply.Ready answer) {
        return answer;
      }
      throw unexpected(reply);
    } catch (SlotException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw e;
    } finally {
      hook.disarm();
    }
  }

  /** Whether the supervisor is there; it may still end at any moment. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns what it has for itself. */
  SlotPlace place() {
    return place;
  }

  /** Returns the working directory as programs see it. */
  String home() {
    return workdirOr("/work");
  }

  /** Returns the directory for temporary files as programs see it. */
  String temporary() {
    return workdirOr("/tmp");
  }

  private String workdirOr(String inNamespaces) {
    Path workdir = place.workdir();
    return workdir == null ? inNamespaces : workdir.toString();
  }

  /** Returns what is in force here. */
  Reply.Ready ready() {
    return ready;
  }

  /** Writes a file into the working directory; it is sent with the next command at the latest. */
  void file(String name, Blob content) throws SlotException {
    sendLater(() -> writer.file(name, 0644, content));
  }

  /**
   * Runs a command to its end. An interrupt cancels the run, whose result is returned all the same,
   * with the interrupt flag set.
   *
   * @param use hears when the program uses no processor
   */
  Reply.Done run(RunRequest request, ProcessorUse use) throws SlotException {
    send(() -> request.write(writer));
    InterruptHook hook = InterruptHook.arm(this::cancel);
    try {
      awaitWiped();
      long end = System.nanoTime() + request.longestNanos() + ANSWER_TIME.toNanos();
      while (true) {
        Reply reply = receive(end - System.nanoTime());
        switch (reply) {
          case Reply.Use.IDLE -> use.idle();
          case Reply.Use.BUSY -> use.busy();
          case Reply.Done done -> {
            return done;
          }
          default -> throw unexpected(reply);
        }
      }
    } finally {
      hook.disarm();
    }
  }

  /** Called while the owner of this slot waits and so writes nothing. */
  private void cancel() {
    try {
      writer.begin(Protocol.MSG_CANCEL).end();
      writer.flush();
    } catch (IOException e) {
      // The supervisor is gone, which the waiting thread sees too.
    }
  }

  /** Has the working directory copied aside; sent with the next command. */
  void snapshot() throws SlotException {
    sendLater(() -> writer.begin(Protocol.MSG_SNAPSHOT).end());
  }

  /** Has everything emptied and the copy put in place; sent with the next command. */
  void restore() throws SlotException {
    sendLater(() -> writer.begin(Protocol.MSG_RESTORE).end());
  }

  /** Reads a file of the working directory. */
  TrackedFile read(String name, DataSize limit) throws SlotException {
    send(() -> writer.begin(Protocol.MSG_READ).text(name).u64(limit.bytes()).end());
    awaitWiped();
    Reply reply = receive(ANSWER_TIME.toNanos());
    if (reply instanceof Reply.Content content) {
      return content.toTrackedFile();
    }
    throw unexpected(reply);
  }

  /**
   * Asks for everything writable to be emptied. Nobody waits for that: what is sent next is done
   * only when the sandbox is empty, and {@link #isWiping} tells afterwards whether it came to that.
   */
  void beginWipe() throws SlotException {
    send(() -> writer.begin(Protocol.MSG_WIPE).end());
    pendingWipes++;
  }

  /**
   * Whether the answer to a wipe is still to come. When something fails in this state, no command
   * has been run since.
   */
  boolean isWiping() {
    return pendingWipes > 0;
  }

  /** More than one where an executable needed no command at all. */
  private void awaitWiped() throws SlotException {
    while (pendingWipes > 0) {
      Reply reply = receive(ANSWER_TIME.toNanos());
      if (!(reply instanceof Reply.Wiped wiped)) {
        throw unexpected(reply);
      }
      if (wiped.way() == Protocol.WIPED_FAILED) {
        throw new SlotException("the sandbox could not be emptied: " + LogText.clean(wiped.text()));
      }
      pendingWipes--;
    }
  }

  /** Waits for a reply; when none comes in time, {@link Watchdog} ends the supervisor. */
  private Reply receive(long nanos) throws SlotException {
    deadline.begin(nanos);
    try {
      return replies.next();
    } catch (IOException e) {
      throw new SlotException(
          deadline.isMissed() ? "the supervisor does not answer" : String.valueOf(e.getMessage()),
          e);
    } finally {
      deadline.end();
    }
  }

  /** Ends the supervisor if it does not answer. Called by the watchdog. */
  void endIfOverdue(long now) {
    if (deadline.look(now)) {
      process.destroyForcibly();
    }
  }

  private static SlotException unexpected(Reply reply) {
    return new SlotException(
        reply instanceof Reply.Failed failed
            ? LogText.clean(failed.message())
            : "the supervisor sent an unexpected " + reply.getClass().getSimpleName());
  }

  /** Something that writes frames. */
  private interface Sending {
    void run() throws IOException;
  }

  private void sendLater(Sending sending) throws SlotException {
    deadline.begin(ANSWER_TIME.toNanos());
    try {
      sending.run();
    } catch (IOException e) {
      throw broken(e);
    } finally {
      deadline.end();
    }
  }

  private void send(Sending sending) throws SlotException {
    sendLater(
        () -> {
          sending.run();
          writer.flush();
        });
  }

  private SlotException broken(IOException e) {
    return new SlotException("the supervisor is gone: " + e.getMessage(), e);
  }

  /** Ends the supervisor and everything in its sandbox, and waits for it. Idempotent. */
  @Override
  public void close() {
    watchdog.remove(this);
    boolean interrupted = Thread.interrupted();
    try {
      // Hanging up is how a supervisor is told to go: it cleans up outside the sandbox, then ends.
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has gone already.
    }
    interrupted |= awaitExit();
    interrupted |= diagnostics.close();
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      // Nothing is read of it any more.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitExit() {
    boolean interrupted = false;
    for (boolean killed = false; ; killed = true) {
      try {
        if (process.waitFor(10, TimeUnit.SECONDS) || killed) {
          return interrupted;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
      process.destroyForcibly();
    }
  }
}

package dev.sce.internal.reuse;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.CommandResult;
import dev.sce.Enforcement;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.TrackedFile;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Writes the fields of a result in a fixed order, which {@link ResultReader} knows. */
final class ResultWriter {
  private final DataOutputStream out;

  ResultWriter(DataOutputStream out) {
    this.out = out;
  }

  void write(ExecutionResult result) throws IOException {
    write(result.outcome().name());
    out.writeInt(result.commandResults().size());
    for (CommandResult command : result.commandResults()) {
      write(command);
    }
    write(result.elapsed());
    writeOptional(result.cwd().map(Path::toString));
    out.writeInt(result.trackedFiles().size());
    for (Map.Entry<String, TrackedFile> file : result.trackedFiles().entrySet()) {
      write(file.getKey());
      write(file.getValue());
    }
    out.writeInt(result.expectedNumCommands());
    write(result.preprocessTime());
    write(result.writingTime());
    write(result.cleanupTime());
    write(result.isolation().map(Isolation::label).orElse(""));
    write(result.enforcement().map(Enforcement::toString).orElse(""));
    out.writeBoolean(result.retried());
    writeOptional(result.error());
  }

  private void write(CommandResult command) throws IOException {
    write(command.outcome().name());
    out.writeInt(command.returnCode());
    write(command.runtime());
    out.writeBoolean(command.cpuTime().isPresent());
    if (command.cpuTime().isPresent()) {
      write(command.cpuTime().get());
    }
    out.writeBoolean(command.peakMemory().isPresent());
    if (command.peakMemory().isPresent()) {
      out.writeLong(command.peakMemory().get().bytes());
    }
    write(command.out());
    write(command.err());
    out.writeInt(command.leftBehind());
    write(command.launcher().label());
    writeOptional(command.error());
  }

  private void write(CapturedOutput output) throws IOException {
    write(output.content());
    out.writeBoolean(output.truncated());
  }

  private void write(TrackedFile file) throws IOException {
    write(file.state().name());
    Blob content = file.content();
    out.writeBoolean(content != null);
    if (content != null) {
      write(content);
    }
  }

  private void write(Duration duration) throws IOException {
    out.writeLong(duration.getSeconds());
    out.writeInt(duration.getNano());
  }

  private void write(Blob content) throws IOException {
    out.writeInt(content.size());
    content.writeTo(out);
  }

  /** Sixteen bits for each character: half a surrogate pair has no form in UTF-8. */
  private void write(String text) throws IOException {
    out.writeInt(text.length());
    out.writeChars(text);
  }

  private void writeOptional(Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      write(text.get());
    }
  }
}

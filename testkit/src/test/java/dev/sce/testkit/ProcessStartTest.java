package dev.sce.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Outcome;
import dev.sce.internal.process.ProcessBackend;
import dev.sce.spi.Backend;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a program gets from the JVM that starts it, and what becomes of one that cannot start. */
@EnabledOnOs(OS.LINUX)
class ProcessStartTest extends BackendFixture {
  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return new ProcessBackend(config);
  }

  @Test
  void programFindsNoDescriptorOfTheJvm(@TempDir Path folder) throws IOException {
    Path secret = folder.resolve("secret.txt");
    Pipe pipe = Pipe.open();
    try (FileChannel file =
            FileChannel.open(secret, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ServerSocketChannel server = ServerSocketChannel.open();
        Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink()) {
      assertThat(file.isOpen() && server.isOpen() && source.isOpen() && sink.isOpen()).isTrue();
      CommandResult result = sh("ls /proc/$$/fd; for i in 0 1 2; do readlink /proc/$$/fd/$i; done");
      assertThat(result.stdout()).matches("0\n1\n2\n/dev/null\npipe:\\S+\npipe:\\S+\n");
    }
  }

  @Test
  void programReadsNoOtherProgramsInput() {
    CommandResult result =
        run(Command.of("sh", "-c", "ls /proc/$$/fd; cat").withStdin("its own input"));
    assertThat(result.stdout()).isEqualTo("0\n1\n2\nits own input");
  }

  @Test
  void programLeadsASessionAndHasNoSignalBlocked() {
    // Without a fork, around which a shell blocks signals itself.
    CommandResult result =
        sh(
            """
            read -r line < /proc/$$/stat; set -- $line; echo $1 $5 $6
            while read -r name value; do
              [ "$name" != SigBlk: ] || echo $value
            done < /proc/$$/status
            """);
    String[] lines = result.stdout().split("\n");
    String[] ids = lines[0].split(" ");
    assertThat(ids[1]).as("process group").isEqualTo(ids[0]);
    assertThat(ids[2]).as("session").isEqualTo(ids[0]);
    assertThat(lines[1]).isEqualTo("0000000000000000");
  }

  @Test
  void scriptWithoutAnInterpreterIsHandedToTheShell() {
    Executable.Builder script = Executable.builder().file("run", "echo \"script $1\"\n");
    CommandResult result =
        last(run(script.command("chmod", "+x", "run").command("./run", "ran").build()));
    assertThat(result.stdout()).isEqualTo("script ran\n");
  }

  @Test
  void programWhoseInterpreterIsMissingIsNotStarted() {
    Executable.Builder script = Executable.builder().file("run", "#!/no/such/interpreter\n");
    CommandResult result = last(run(script.command("chmod", "+x", "run").command("./run").build()));
    assertThat(result.outcome()).isEqualTo(Outcome.NOT_STARTED);
    assertThat(result.error().orElseThrow()).contains("run: No such file or directory");
  }

  @Test
  void processorTimeOfChildrenThatHaveEndedCounts() {
    CommandResult result =
        sh("python3 -c 'import time\nwhile time.process_time() < 0.4: pass'; exit 0");
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.cpuTime().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }
}

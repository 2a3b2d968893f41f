package dev.sce.judge.referee;

import dev.sce.Blob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two programs that talk over their standard streams, and what decides.
 *
 * @param trusted the one that judges
 * @param files what only the trusted one may see, handed over without a name in the file system
 * @param untrusted command line of the one that is judged, run in the working directory
 * @param environment variables of the untrusted one
 * @param accept exit statuses of the trusted one after which the untrusted one still has to end
 *     well; after any other the conversation is over
 * @param cpu processor time of the untrusted one
 * @param wall time the untrusted one has for everything
 * @param patience time the trusted one has after the untrusted one has ended
 * @param keepsFeedback whether what the trusted one left in its folder for messages is reported
 */
public record Conversation(
    Trusted trusted,
    List<File> files,
    List<String> untrusted,
    Map<String, String> environment,
    List<Integer> accept,
    Duration cpu,
    Duration wall,
    Duration patience,
    boolean keepsFeedback) {

  /** Copies the collections. */
  public Conversation {
    files = List.copyOf(files);
    untrusted = List.copyOf(untrusted);
    environment = Map.copyOf(environment);
    accept = List.copyOf(accept);
  }

  /** Makes a conversation of which nothing is kept. */
  public Conversation(
      Trusted trusted,
      List<File> files,
      List<String> untrusted,
      Map<String, String> environment,
      List<Integer> accept,
      Duration cpu,
      Duration wall,
      Duration patience) {
    this(trusted, files, untrusted, environment, accept, cpu, wall, patience, false);
  }

  /** Returns this conversation with files that the trusted one finds in its folder for messages. */
  public Conversation withFeedback(boolean keeps, Map<String, Blob> found) {
    List<File> all = new ArrayList<>(files);
    found.forEach((name, content) -> all.add(new File(name, content, Kind.FEEDBACK)));
    return new Conversation(
        trusted, all, untrusted, environment, accept, cpu, wall, patience, keeps);
  }

  /**
   * The program that judges.
   *
   * @param argv its command line; {@code {exec:NAME}}, {@code {named:NAME}} and {@code {fd:NAME}}
   *     are the paths of files, {@code {fdno:NAME}} is a descriptor, {@code {folder}} the folder of
   *     named files, {@code {feedback}} a folder for its messages
   * @param environment its variables
   * @param interpreted whether the first word names an interpreter of the machine, rather than a
   *     file of this conversation
   * @param ready whether it writes one byte before anything else, as soon as it has read all its
   *     files that have names and the untrusted program may start
   */
  public record Trusted(
      List<String> argv, Map<String, String> environment, boolean interpreted, boolean ready) {
    /** Copies the collections. */
    public Trusted {
      argv = List.copyOf(argv);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * A file of the trusted program's.
   *
   * @param name by which its command line calls it
   * @param content the bytes
   * @param kind what it is used for
   */
  public record File(String name, Blob content, Kind kind) {}

  /** What a file is used for. */
  public enum Kind {
    /** It is run. */
    EXEC,
    /** It is read through a descriptor that is inherited. */
    DATA,
    /** It is read by its name, before the untrusted program starts. */
    NAMED,
    /** It stands in the folder for messages, since a conversation before left it there. */
    FEEDBACK
  }
}

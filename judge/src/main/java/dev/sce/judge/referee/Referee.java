package dev.sce.judge.referee;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Limits;
import dev.sce.json.Json;
import dev.sce.judge.resource.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One command that runs a {@link Conversation}, and the reading of its result.
 *
 * @param command to be run in the sandbox that holds the untrusted program's files
 * @param nonce what the result must name, so that nothing else can be taken for it
 */
public record Referee(Command command, String nonce) {
  private static final String SCRIPT =
      Resource.text(Referee.class, "referee.py").replace("#CONFINE#", Confinement.source());
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Time for starting and ending around the bout itself. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  /**
   * Returns the command for a bout.
   *
   * @param limits what both programs and the referee may use together; their wall-clock limit is
   *     replaced by the sum of the bout's times
   */
  public static Referee of(Conversation bout, Limits limits) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String nonce = HexFormat.of().formatHex(random);
    Duration wall = bout.wall().plus(bout.patience()).plus(SLACK);
    // -I keeps files of the working directory and of HOME from being imported. The text comes as an
    // argument, since a file could have been replaced by a program that ran here before.
    Command command =
        Command.of("python3", "-I", "-c", SCRIPT)
            .withStdin(input(bout, nonce))
            .withLimits(limits.withWallTime(wall).withCpuTime(null));
    return new Referee(command, nonce);
  }

  /**
   * Reads what a run of the command says.
   *
   * @return empty when the referee did not get to say anything, because a limit of the sandbox or
   *     the untrusted program ended it
   */
  public Optional<Report> report(CommandResult result) {
    if (result.returnCode() != 0 || result.out().truncated()) {
      return Optional.empty();
    }
    try {
      JsonNode json = Json.MAPPER.readTree(result.stdout());
      return json.path("nonce").asString("").equals(nonce)
          ? Optional.of(Report.of(json))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Blob input(Conversation bout, String nonce) {
    ObjectNode order = Json.MAPPER.createObjectNode();
    order.put("nonce", nonce);
    order.put("cpu", seconds(bout.cpu()));
    order.put("wall", seconds(bout.wall()));
    order.put("patience", seconds(bout.patience()));
    order.put("keep", bout.keepsFeedback());
    bout.accept().forEach(order.putArray("accept")::add);
    ObjectNode trusted = order.putObject("trusted");
    bout.trusted().argv().forEach(trusted.putArray("argv")::add);
    trusted.put("interpreted", bout.trusted().interpreted());
    trusted.put("ready", bout.trusted().ready());
    variables(trusted.putObject("env"), bout.trusted().environment());
    ObjectNode untrusted = order.putObject("untrusted");
    bout.untrusted().forEach(untrusted.putArray("argv")::add);
    variables(untrusted.putObject("env"), bout.environment());
    ArrayNode files = order.putArray("files");
    for (Conversation.File file : bout.files()) {
      files
          .addObject()
          .put("name", file.name())
          .put("size", file.content().size())
          .put("kind", file.kind().name().toLowerCase(Locale.ROOT));
    }
    return joined(Json.MAPPER.writeValueAsString(order) + "\n", bout);
  }

  private static Blob joined(String line, Conversation bout) {
    try (ByteArrayOutputStream all = new ByteArrayOutputStream()) {
      all.writeBytes(line.getBytes(StandardCharsets.UTF_8));
      for (Conversation.File file : bout.files()) {
        file.content().writeTo(all);
      }
      return Blob.of(all.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void variables(ObjectNode json, Map<String, String> variables) {
    variables.forEach(json::put);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}

package dev.sce.judge.referee;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.LimitOverrides;
import dev.sce.json.Json;
import dev.sce.judge.resource.Resource;
import dev.sce.support.Seconds;
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
      Confinement.source() + Resource.text(Referee.class, "referee.py");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Time for starting and ending around the conversation itself. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  /**
   * Returns the command for a conversation.
   *
   * @param limits what both programs and the referee may use together; their wall-clock limit is
   *     replaced by the sum of the conversation's times
   */
  public static Referee of(Conversation conversation, LimitOverrides limits) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String nonce = HexFormat.of().formatHex(random);
    Duration wall = conversation.wall().plus(conversation.patience()).plus(SLACK);
    // -I keeps files of the working directory and of HOME from being imported. The text comes as an
    // argument, since a file could have been replaced by a program that ran here before.
    Command command =
        Command.of("python3", "-I", "-c", SCRIPT)
            .withStdin(input(conversation, nonce))
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

  private static Blob input(Conversation conversation, String nonce) {
    ObjectNode order = Json.MAPPER.createObjectNode();
    order.put("nonce", nonce);
    order.put("cpu", Seconds.asDouble(conversation.cpu()));
    order.put("wall", Seconds.asDouble(conversation.wall()));
    order.put("patience", Seconds.asDouble(conversation.patience()));
    order.put("keep", conversation.keepsFeedback());
    conversation.accept().forEach(order.putArray("accept")::add);
    ObjectNode trusted = order.putObject("trusted");
    conversation.trusted().argv().forEach(trusted.putArray("argv")::add);
    trusted.put("interpreted", conversation.trusted().interpreted());
    trusted.put("ready", conversation.trusted().ready());
    variables(trusted.putObject("env"), conversation.trusted().environment());
    ObjectNode untrusted = order.putObject("untrusted");
    conversation.untrusted().forEach(untrusted.putArray("argv")::add);
    variables(untrusted.putObject("env"), conversation.environment());
    ArrayNode files = order.putArray("files");
    for (Conversation.File file : conversation.files()) {
      files
          .addObject()
          .put("name", file.name())
          .put("size", file.content().size())
          .put("kind", file.kind().name().toLowerCase(Locale.ROOT));
    }
    return joined(Json.MAPPER.writeValueAsString(order) + "\n", conversation);
  }

  private static Blob joined(String line, Conversation conversation) {
    try (ByteArrayOutputStream all = new ByteArrayOutputStream()) {
      all.writeBytes(line.getBytes(StandardCharsets.UTF_8));
      for (Conversation.File file : conversation.files()) {
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
}

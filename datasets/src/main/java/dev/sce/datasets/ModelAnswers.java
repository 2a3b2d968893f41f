package dev.sce.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Finds a model's answers in what interfaces to models return: completions, chats, the Responses
 * object, outputs of vLLM, and rows of chats.
 */
final class ModelAnswers {
  /** Who speaks when a model does, in the formats that name it. */
  private static final Set<String> MODEL = Set.of("assistant", "gpt", "model", "bot");

  private ModelAnswers() {}

  /**
   * Returns the texts of a value: of each element of a list, but of a list of messages only the
   * last one of the model. Empty if there is none.
   */
  static List<String> of(JsonNode value) {
    List<String> texts = new ArrayList<>();
    add(texts, value);
    return texts;
  }

  /** Whether a value is a list of the messages of one chat. */
  static boolean isChat(JsonNode value) {
    return value.isArray()
        && !value.isEmpty()
        && value.valueStream().allMatch(ModelAnswers::speaks);
  }

  private static boolean speaks(JsonNode message) {
    return message.path("role").isString() || message.path("from").isString();
  }

  private static void add(List<String> texts, JsonNode value) {
    if (value.isString()) {
      texts.add(value.asString());
    } else if (isChat(value)) {
      addLast(texts, value);
    } else if (value.isArray()) {
      value.forEach(element -> add(texts, element));
    } else if (value.isObject()) {
      addObject(texts, value);
    }
  }

  private static void addLast(List<String> texts, JsonNode chat) {
    for (int i = chat.size() - 1; i >= 0; i--) {
      JsonNode message = chat.get(i);
      String speaker = message.path("role").asString(message.path("from").asString(""));
      if (MODEL.contains(speaker)) {
        JsonNode content = message.has("content") ? message.path("content") : message.path("value");
        texts.add(parts(content));
        return;
      }
    }
  }

  private static void addObject(List<String> texts, JsonNode object) {
    if (object.path("output").isArray()
        && object.path("output").valueStream().allMatch(ModelAnswers::isItem)) {
      texts.add(responsesText(object));
      return;
    }
    for (String field : List.of("body", "choices", "outputs", "messages", "message")) {
      if (object.path(field).isContainer()) {
        add(texts, object.path(field));
        return;
      }
    }
    for (String field : List.of("content", "text", "generated_text", "output_text")) {
      if (object.has(field) && !object.path(field).isNull()) {
        texts.add(parts(object.path(field)));
        return;
      }
    }
  }

  /** Whether it is an item of a Responses object, such as a message or the model's reasoning. */
  private static boolean isItem(JsonNode value) {
    return value.path("type").isString();
  }

  /** Returns what a Responses object has as answer, which is its last message. */
  private static String responsesText(JsonNode response) {
    String last = response.path("output_text").asString("");
    for (JsonNode item : response.path("output")) {
      if (item.path("type").asString("").equals("message")) {
        last = parts(item.path("content"));
      }
    }
    return last;
  }

  /** Returns content that is a text, or a list of parts with texts. */
  private static String parts(JsonNode content) {
    if (!content.isArray()) {
      return content.asString("");
    }
    StringBuilder text = new StringBuilder();
    content.forEach(
        part -> text.append(part.isString() ? part.asString() : part.path("text").asString("")));
    return text.toString();
  }
}

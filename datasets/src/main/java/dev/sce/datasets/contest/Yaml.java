package dev.sce.datasets.contest;

import dev.sce.json.InvalidDataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML as a tree whose scalars are texts as their author wrote them.
 *
 * <p>Versions of YAML differ in what {@code 010}, {@code 1e-6} or {@code yes} is; the text is the
 * same in all of them, and whoever needs a number reads it by {@link YamlValues}. Plain {@code ~},
 * {@code null} and nothing at all are null. No objects are made of tags, and a text that is too
 * large, too deep or full of aliases is refused.
 */
final class Yaml {
  private static final int DEEPEST = 50;
  private static final int MOST_ALIASES = 50;
  private static final int LONGEST = 1 << 20;
  private static final String CORE = "tag:yaml.org,2002:";
  private static final Set<String> TAGS =
      Set.of("str", "int", "float", "bool", "null", "map", "seq");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Iterator<Event> events;
  private final Map<Anchor, JsonNode> anchored = new HashMap<>();
  private int aliases;

  private Yaml(Iterator<Event> events) {
    this.events = events;
  }

  /**
   * Reads one document.
   *
   * @param place what it is called in messages
   * @return an object, list, text or null; a missing document is an empty object
   * @throws InvalidDataException when it is no YAML, or not within the bounds; says the line
   */
  static JsonNode read(String place, String text) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(LONGEST).build();
    try {
      Yaml yaml = new Yaml(new ParserImpl(settings, new StreamReader(settings, text)));
      return yaml.document();
    } catch (YamlEngineException | IllegalArgumentException e) {
      String why = Shown.of(String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip());
      throw new InvalidDataException(place + " is not the YAML that is read here: " + why, e);
    }
  }

  /**
   * Reads one document that must be a map.
   *
   * @throws InvalidDataException also when it is something else
   */
  static ObjectNode readMap(String place, String text) {
    if (read(place, text) instanceof ObjectNode map) {
      return map;
    }
    throw new InvalidDataException(place + " must be a map of keys and values");
  }

  private JsonNode document() {
    JsonNode root = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
        default -> {
          if (root != null) {
            throw invalid(event, "there is more than one document");
          }
          root = node(event, 0);
        }
      }
    }
    return root == null || root.isNull() ? NODES.objectNode() : root;
  }

  private JsonNode node(Event event, int depth) {
    if (depth > DEEPEST) {
      throw invalid(event, "more than " + DEEPEST + " levels within each other");
    }
    if (event instanceof AliasEvent alias) {
      JsonNode known = anchored.get(alias.getAlias());
      if (known == null || ++aliases > MOST_ALIASES) {
        throw invalid(event, "an alias of nothing that is complete, or too many aliases");
      }
      return known;
    }
    JsonNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent start -> list(start, depth);
          case MappingStartEvent start -> map(start, depth);
          default -> throw invalid(event, "unexpected " + event.getEventId());
        };
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchored.put(anchor, node));
    return node;
  }

  private static JsonNode scalar(ScalarEvent scalar) {
    checkTag(scalar, scalar.getTag());
    String text = scalar.getValue();
    boolean plain = scalar.isPlain() && scalar.getTag().isEmpty();
    boolean nothing = text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null");
    return plain && nothing ? NODES.nullNode() : NODES.stringNode(text);
  }

  private ArrayNode list(SequenceStartEvent start, int depth) {
    checkTag(start, start.getTag());
    ArrayNode list = NODES.arrayNode();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      list.add(node(next, depth + 1));
    }
    return list;
  }

  private ObjectNode map(MappingStartEvent start, int depth) {
    checkTag(start, start.getTag());
    ObjectNode map = NODES.objectNode();
    List<JsonNode> merged = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      JsonNode key = node(next, depth + 1);
      if (!key.isString() && !key.isNull()) {
        throw invalid(next, "a key must be a text");
      }
      JsonNode value = node(events.next(), depth + 1);
      boolean merges = next instanceof ScalarEvent scalar && scalar.isPlain();
      if (merges && key.asString("").equals("<<")) {
        merged.add(value);
      } else if (map.has(key.asString(""))) {
        throw invalid(next, "key '" + key.asString("") + "' is there twice");
      } else {
        map.set(key.asString(""), value);
      }
    }
    merged.forEach(value -> merge(map, value));
    return map;
  }

  /** Adds what an older version of YAML calls a merge: keys of other maps that are not there. */
  private static void merge(ObjectNode map, JsonNode value) {
    for (JsonNode other : value.isArray() ? value.values() : List.of(value)) {
      if (!other.isObject()) {
        throw new IllegalArgumentException("'<<' must be followed by maps");
      }
      other
          .properties()
          .forEach(
              entry -> {
                if (!map.has(entry.getKey())) {
                  map.set(entry.getKey(), entry.getValue());
                }
              });
    }
  }

  private static void checkTag(Event event, Optional<String> tag) {
    if (tag.isPresent() && !tag.get().equals("!")) {
      String name = tag.get();
      if (!name.startsWith(CORE) || !TAGS.contains(name.substring(CORE.length()))) {
        throw invalid(event, "tag " + name + " is not known");
      }
    }
  }

  private static IllegalArgumentException invalid(Event event, String what) {
    String line =
        event.getStartMark().map(mark -> "line " + (mark.getLine() + 1) + ": ").orElse("");
    return new IllegalArgumentException(line + what);
  }
}

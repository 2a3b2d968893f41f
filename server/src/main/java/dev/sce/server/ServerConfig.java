package dev.sce.server;

import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.judge.language.LanguageTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a {@link Server} does. Immutable. */
public final class ServerConfig {
  private final String host;
  private final int port;
  private final String prefix;
  private final List<String> tokens;
  private final Set<String> allowedHosts;
  private final Set<Format> formats;
  private final DataSize largestBody;
  private final DataSize evalSpace;
  private final Duration queueWait;
  private final Duration keepAlive;
  private final Duration drainTime;
  private final ExecutionConfig execution;
  private final LanguageTable languages;
  private final AccessLog accessLog;
  private final Map<String, Path> problems;

  private ServerConfig(Builder builder) {
    host = builder.host;
    port = builder.port;
    prefix = builder.prefix;
    tokens = List.copyOf(builder.tokens);
    allowedHosts = Set.copyOf(builder.allowedHosts);
    formats = Set.copyOf(builder.formats);
    largestBody = builder.largestBody;
    evalSpace = builder.evalSpace;
    queueWait = builder.queueWait;
    keepAlive = builder.keepAlive;
    drainTime = builder.drainTime;
    execution = builder.execution;
    languages = builder.languages;
    accessLog = builder.accessLog;
    problems = Map.copyOf(builder.problems);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is between 0 and 65535, but is " + port);
    }
    if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
      throw new IllegalArgumentException(
          "a prefix begins with / and does not end with one, but is " + prefix);
    }
    if (largestBody.compareTo(DataSize.ofMebibytes(1024)) > 0) {
      throw new IllegalArgumentException("a body is at most 1g, but is " + largestBody);
    }
    if (queueWait.isNegative() || keepAlive.isNegative() || drainTime.isNegative()) {
      throw new IllegalArgumentException("times are not negative");
    }
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the address or name to listen on. */
  public String host() {
    return host;
  }

  /** Returns the port; 0 for any that is free. */
  public int port() {
    return port;
  }

  /** Returns what is put in front of every path. */
  public String prefix() {
    return prefix;
  }

  /** Returns the tokens, each {@code secret} or {@code name:secret}; none: everybody is let in. */
  public List<String> tokens() {
    return tokens;
  }

  /** Returns host names that the server answers to, besides addresses and names without a dot. */
  public Set<String> allowedHosts() {
    return allowedHosts;
  }

  /** Returns the formats that are spoken. */
  public Set<Format> formats() {
    return formats;
  }

  /** Returns the largest body that is accepted as a whole. */
  public DataSize largestBody() {
    return largestBody;
  }

  /** Returns what all evaluations under way may keep on disk. */
  public DataSize evalSpace() {
    return evalSpace;
  }

  /** Returns how long a request may wait for its turn. */
  public Duration queueWait() {
    return queueWait;
  }

  /** Returns after which time and in which intervals a slow answer sends white space. */
  public Duration keepAlive() {
    return keepAlive;
  }

  /** Returns how long {@link Server#drain} waits for requests. */
  public Duration drainTime() {
    return drainTime;
  }

  /** Returns how programs are run. */
  public ExecutionConfig execution() {
    return execution;
  }

  /** Returns the languages. */
  public LanguageTable languages() {
    return languages;
  }

  /** Returns what is told of every request. */
  public AccessLog accessLog() {
    return accessLog;
  }

  /** Returns the files of problems that clients need not send, by the data set's name. */
  public Map<String, Path> problems() {
    return problems;
  }

  /** Builds a {@link ServerConfig}; not thread-safe. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port = 8080;
    private String prefix = "";
    private List<String> tokens = List.of();
    private Set<String> allowedHosts = Set.of();
    private Set<Format> formats = Set.of(Format.values());
    private DataSize largestBody = DataSize.ofMebibytes(64);
    private DataSize evalSpace = DataSize.ofGibibytes(4);
    private Duration queueWait = Duration.ofMinutes(10);
    private Duration keepAlive = Duration.ofSeconds(10);
    private Duration drainTime = Duration.ofSeconds(60);
    private ExecutionConfig execution = ExecutionConfig.defaults();
    private LanguageTable languages = LanguageTable.standard();
    private AccessLog accessLog = AccessLog.NONE;
    private Map<String, Path> problems = Map.of();

    private Builder() {}

    /** Sets the address and the port to listen on; default: 127.0.0.1 and 8080. */
    public Builder listen(String newHost, int newPort) {
      host = newHost;
      port = newPort;
      return this;
    }

    /** Sets what is put in front of every path, like {@code /faas/sandbox}; default: nothing. */
    public Builder prefix(String value) {
      prefix = value;
      return this;
    }

    /** Sets the tokens, each {@code secret} or {@code name:secret}; default: none. */
    public Builder tokens(List<String> value) {
      tokens = value;
      return this;
    }

    /** Sets further host names that the server answers to; default: none. */
    public Builder allowedHosts(Set<String> value) {
      allowedHosts = value;
      return this;
    }

    /** Sets the formats that are spoken; default: all. */
    public Builder formats(Set<Format> value) {
      formats = value;
      return this;
    }

    /** Sets the largest body that is accepted as a whole; default: 64m. */
    public Builder largestBody(DataSize value) {
      largestBody = value;
      return this;
    }

    /** Sets what all evaluations under way may keep on disk; default: 4g. */
    public Builder evalSpace(DataSize value) {
      evalSpace = value;
      return this;
    }

    /** Sets how long a request may wait for its turn; default: 10 minutes. */
    public Builder queueWait(Duration value) {
      queueWait = value;
      return this;
    }

    /** Sets the interval of white space in slow answers; zero: none; default: 10 s. */
    public Builder keepAlive(Duration value) {
      keepAlive = value;
      return this;
    }

    /** Sets how long {@link Server#drain} waits for requests; default: 60 s. */
    public Builder drainTime(Duration value) {
      drainTime = value;
      return this;
    }

    /** Sets how programs are run; default: {@link ExecutionConfig#defaults}. */
    public Builder execution(ExecutionConfig value) {
      execution = value;
      return this;
    }

    /** Sets the languages; default: the standard table. */
    public Builder languages(LanguageTable value) {
      languages = value;
      return this;
    }

    /** Sets what is told of every request; default: nothing. */
    public Builder accessLog(AccessLog value) {
      accessLog = value;
      return this;
    }

    /** Sets files of problems, by the data set's name; default: none. */
    public Builder problems(Map<String, Path> value) {
      problems = value;
      return this;
    }

    /**
     * Returns the configuration.
     *
     * @throws IllegalArgumentException naming what is not allowed
     */
    public ServerConfig build() {
      return new ServerConfig(this);
    }
  }
}

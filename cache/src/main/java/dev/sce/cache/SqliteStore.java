package dev.sce.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.spi.ResultStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/**
 * A table of keys and values in one SQLite file.
 *
 * <p>One connection and one lock: a look-up takes some microseconds, a run some milliseconds.
 * Values are in the order of their arrival, and keys, which are random, in an index of their own:
 * so the part that is written all over the place stays small.
 */
final class SqliteStore implements ResultStore {
  /** Several processes, and a power failure costs the last results at most. */
  static final List<String> SHARED =
      List.of("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL");

  /** This process alone, and nothing has to survive it. */
  static final List<String> PRIVATE =
      List.of(
          "PRAGMA locking_mode=EXCLUSIVE",
          "PRAGMA journal_mode=OFF",
          "PRAGMA synchronous=OFF",
          "PRAGMA cache_size=-16384");

  /** The time is how long another process may keep the file before this one does without it. */
  private static final List<String> ALWAYS =
      List.of("PRAGMA busy_timeout=3000", "PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON");

  private static final int BUSY = 5;

  /** Of each table; a file with another one was made by something else. */
  private static final int APPLICATION = 0x73636531;

  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS results("
          + "id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL) STRICT";

  @GuardedBy("lock")
  private final Connection connection;

  @GuardedBy("lock")
  private final PreparedStatement get;

  @GuardedBy("lock")
  private final PreparedStatement put;

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private boolean closed;

  private SqliteStore(Connection connection) throws SQLException {
    this.connection = connection;
    this.get = connection.prepareStatement("SELECT value FROM results WHERE key=?");
    this.put = connection.prepareStatement("INSERT OR IGNORE INTO results(key,value) VALUES(?,?)");
  }

  /** Opens a file, which may be empty. */
  static SqliteStore open(Path file, List<String> settings) throws IOException {
    Path absolute = file.toAbsolutePath();
    if (!canName(absolute)) {
      throw new IOException("SQLite cannot open a path with a question mark: " + absolute);
    }
    SqliteLibrary.load();
    Connection connection = null;
    try {
      connection = JDBC.createConnection("jdbc:sqlite:" + absolute, new Properties());
      prepare(connection, settings);
      return new SqliteStore(connection);
    } catch (SQLException e) {
      closeQuietly(connection);
      throw failure(e);
    }
  }

  /**
   * Whether a path leads to its file: the driver takes what follows a question mark for settings.
   */
  static boolean canName(Path file) {
    return file.toString().indexOf('?') < 0;
  }

  private static void prepare(Connection connection, List<String> settings) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String setting : ALWAYS) {
        statement.execute(setting);
      }
      makeTable(statement);
      for (String setting : settings) {
        apply(statement, setting);
      }
    }
  }

  /** Several processes may find the file empty at the same time, so only one of them looks. */
  private static void makeTable(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    int tables = number(statement, "SELECT count(*) FROM sqlite_schema");
    if (tables > 0 && number(statement, "PRAGMA application_id") != APPLICATION) {
      statement.execute("ROLLBACK");
      throw new SQLException("it is not a result cache");
    }
    if (tables == 0) {
      statement.execute("PRAGMA application_id=" + APPLICATION);
      statement.execute(TABLE);
    }
    statement.execute("COMMIT");
  }

  private static void apply(Statement statement, String setting) throws SQLException {
    try {
      statement.execute(setting);
    } catch (SQLException e) {
      if (e.getErrorCode() != BUSY) {
        throw e;
      }
      // Another process is making the same setting; every mode of the journal is safe.
    }
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  @Override
  public Optional<Blob> get(Blob key) throws IOException {
    lock.lock();
    try {
      requireOpen();
      get.setBytes(1, key.toByteArray());
      try (ResultSet row = get.executeQuery()) {
        byte[] value = row.next() ? row.getBytes(1) : null;
        return Optional.ofNullable(value).map(Blob::of);
      }
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void put(Map<Blob, Blob> values) throws IOException {
    lock.lock();
    try {
      requireOpen();
      connection.setAutoCommit(false);
      for (Map.Entry<Blob, Blob> entry : values.entrySet()) {
        put.setBytes(1, entry.getKey().toByteArray());
        put.setBytes(2, entry.getValue().toByteArray());
        put.executeUpdate();
      }
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      rollBack();
      throw failure(e);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void rollBack() {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // The failure that led here is the one to tell.
    }
  }

  @GuardedBy("lock")
  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("it is closed");
    }
  }

  private static IOException failure(SQLException e) {
    return new IOException("SQLite says: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        closeQuietly(connection);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void closeQuietly(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // Everything that was committed is there; nothing else was promised.
    }
  }
}

package dev.sce.cli;

import dev.sce.DataSize;
import dev.sce.Isolation;
import dev.sce.json.Shard;
import dev.sce.json.rows.DurationText;
import dev.sce.spi.BackendProvider;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads values of options on the command line. */
final class Converters {
  private Converters() {}

  static void register(CommandLine line) {
    line.registerConverter(Duration.class, new TimeConverter());
    line.registerConverter(DataSize.class, new SizeConverter());
    line.registerConverter(LocalDate.class, new DateConverter());
    line.registerConverter(Shard.class, new ShardConverter());
    line.registerConverter(Isolation.class, new IsolationConverter());
  }

  /** Reads the name of an isolation level that this program has. */
  static final class IsolationConverter implements ITypeConverter<Isolation> {
    @Override
    public Isolation convert(String text) {
      List<String> known =
          Stream.concat(
                  Stream.of(Isolation.AUTO),
                  BackendProvider.installed().stream().map(BackendProvider::isolation))
              .map(Isolation::label)
              .toList();
      if (!known.contains(text.toLowerCase(Locale.ROOT))) {
        throw new TypeConversionException(
            "expected one of " + known + " (case-insensitive) but was '" + text + "'");
      }
      return Isolation.of(text);
    }
  }

  /** Reads a time on the command line. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return DurationText.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Reads a day on the command line. */
  static final class DateConverter implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException("'" + text + "' is no day, such as 2024-08-01");
      }
    }
  }

  /** Reads a shard on the command line. */
  static final class ShardConverter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      try {
        return Shard.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Reads a size on the command line. */
  static final class SizeConverter implements ITypeConverter<DataSize> {
    @Override
    public DataSize convert(String text) {
      try {
        return DataSize.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}

package dev.sce.cli;

import dev.sce.DataSize;
import dev.sce.json.rows.DurationText;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times and sizes on the command line. */
final class Converters {
  private Converters() {}

  static void register(CommandLine line) {
    line.registerConverter(Duration.class, new TimeConverter());
    line.registerConverter(DataSize.class, new SizeConverter());
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

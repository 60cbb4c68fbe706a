package dev.logline.jul;

import dev.logline.testkit.HostileApplicationContractTest;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class JulContractTest extends HostileApplicationContractTest {
  private JulConfiguration configuration;

  @Override
  protected Framework start(Map<String, String> options) {
    configuration = JulConfiguration.withOptions(options);
    return new Jul(configuration);
  }

  @Override
  protected List<String> statuses() {
    return configuration.said();
  }

  @Override
  protected String thresholdAboveInfo() {
    return "WARNING";
  }

  private record Jul(JulConfiguration configuration) implements Framework {
    @Override
    public void log(String logger, Grade grade, String message, Throwable thrown) {
      Level level =
          switch (grade) {
            case TRACE -> Level.FINEST;
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARN -> Level.WARNING;
            case ERROR -> Level.SEVERE;
          };
      Logger.getLogger(logger).log(level, message, thrown);
    }

    @Override
    public void logWithArgument(String logger, Object argument) {
      Logger.getLogger(logger).log(Level.INFO, "argument {0}", argument);
    }

    @Override
    public void logRichEvent(Throwable thrown) {
      LogRecord record = new LogRecord(Level.WARNING, "rich {0}");
      record.setLoggerName("shop.Orders");
      record.setParameters(new Object[] {"event"});
      record.setThrown(thrown);
      Logger.getLogger("shop.Orders").log(record);
    }

    @Override
    public void close() {
      configuration.close();
    }
  }
}

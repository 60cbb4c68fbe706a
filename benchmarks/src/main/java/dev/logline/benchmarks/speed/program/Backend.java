package dev.logline.benchmarks.speed.program;

import java.time.Duration;

/** What the program does with what is behind its appender. */
interface Backend {
  /** Far more than anything here takes. */
  Duration PATIENCE = Duration.ofMinutes(2);

  /** Before anything is logged. */
  void install();

  /** Returns when everything has been delivered, or is lost. */
  void flush();

  /** What an application waits for that starts an appender, where the framework has none. */
  default void boot() {
    install();
  }

  /** Memory that is held for records. */
  default long heldBytes() {
    return 0;
  }

  static Backend of(Kind kind, Framework framework) {
    return switch (kind) {
      case NOTHING -> new NoBackend(framework);
      case FILE, ASYNC -> new FileBackend(framework);
      case LOGLINE -> new LoglineBackend(framework);
      case PEER -> new SdkBackend(framework);
      case LOKI -> new LokiBackend();
      case BARE -> new BareBackend();
    };
  }
}

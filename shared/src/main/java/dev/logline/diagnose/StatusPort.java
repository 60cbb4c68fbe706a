package dev.logline.diagnose;

/**
 * The host framework's own status channel: Logback's status manager, Log4j2's status logger, the
 * error manager of java.util.logging. Implementations never throw and never log through a logger.
 */
public interface StatusPort {
  /** How loud a message is. */
  enum Grade {
    INFO,
    WARN,
    ERROR
  }

  void say(Grade grade, String message, Throwable cause);

  /** Whether warnings and errors go to stderr here, so that nobody need repeat them there. */
  default boolean isStderr() {
    return false;
  }

  default void info(String message) {
    say(Grade.INFO, message, null);
  }

  default void warn(String message) {
    say(Grade.WARN, message, null);
  }

  default void error(String message) {
    say(Grade.ERROR, message, null);
  }

  default void error(String message, Throwable cause) {
    say(Grade.ERROR, message, cause);
  }
}

package dev.logline.jul;

import dev.logline.diagnose.StatusPort;
import java.util.logging.ErrorManager;

/**
 * Stderr, from WARN up, and the handler's error manager where the application has set one: the
 * standard one prints the first message that it gets, and no other.
 */
record JulStatus(OtlpHandler handler) implements StatusPort {
  @Override
  public boolean isStderr() {
    return true;
  }

  @Override
  public void say(Grade grade, String message, Throwable cause) {
    if (grade == Grade.INFO) {
      return;
    }
    String text = "Logline " + grade + ": " + message;
    System.err.println(text);
    ErrorManager errors = handler.getErrorManager();
    if (errors.getClass() != ErrorManager.class) {
      try {
        errors.error(text, cause instanceof Exception e ? e : null, ErrorManager.GENERIC_FAILURE);
      } catch (RuntimeException e) {
        System.err.println("Logline WARN: the error manager failed: " + e);
      }
    }
  }

  // Not the compiler's: see RATIONALE.md, "Why has a record of ours an `equals` of its own?"
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

package dev.logline.boot;

import dev.logline.diagnose.StatusPort;

/** Warnings and errors on stderr: for code that starts Logline without a framework. */
final class StderrStatus implements StatusPort {
  @Override
  public void say(Grade grade, String message, Throwable cause) {
    if (grade != Grade.INFO) {
      System.err.println("Logline " + grade + ": " + message);
    }
  }

  @Override
  public boolean isStderr() {
    return true;
  }
}

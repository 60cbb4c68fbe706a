package org.jboss.logmanager;

/** In place of the real one, which is known by its name. */
public final class LogManager extends java.util.logging.LogManager {
  /** As the JVM makes it. */
  public LogManager() {}
}

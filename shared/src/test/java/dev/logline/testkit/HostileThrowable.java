package dev.logline.testkit;

import java.util.Arrays;
import java.util.stream.Stream;

/** A throwable one of whose methods returns null or throws. */
public final class HostileThrowable {
  /** The name of its class. */
  public static final String TYPE = Made.class.getName();

  private final String method;
  private final Throwable played;

  private HostileThrowable(String method, Throwable played) {
    this.method = method;
    this.played = played;
  }

  /** Each method with each thing that it may throw, and with null. */
  public static Stream<HostileThrowable> all() {
    return Stream.of("getMessage", "getStackTrace", "getCause", "toString")
        .flatMap(
            method ->
                Stream.concat(Stream.of((Throwable) null), played())
                    .map(played -> new HostileThrowable(method, played)));
  }

  /** What an application's code may throw. */
  public static Stream<Throwable> played() {
    return Arrays.stream(
        new Throwable[] {
          new IllegalStateException("played"),
          new OutOfMemoryError("played"),
          new StackOverflowError("played"),
          new NoClassDefFoundError("played"),
          new ThreadDeath()
        });
  }

  /** Throws {@code played} itself; returns nothing. */
  public static RuntimeException thrown(Throwable played) {
    if (played instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) played;
  }

  public Throwable make() {
    return new Made(method, played);
  }

  @Override
  public String toString() {
    return method + " gives " + played;
  }

  private static final class Made extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String method;
    private final Throwable played;

    Made(String method, Throwable played) {
      super("made");
      this.method = method;
      this.played = played;
    }

    private <T> T hostile(String called, T usual) {
      if (!called.equals(method)) {
        return usual;
      }
      if (played == null) {
        return null;
      }
      throw thrown(played);
    }

    @Override
    public String getMessage() {
      return hostile("getMessage", super.getMessage());
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return hostile("getStackTrace", super.getStackTrace());
    }

    @Override
    public synchronized Throwable getCause() {
      return hostile("getCause", super.getCause());
    }

    @Override
    public String toString() {
      return hostile("toString", "made");
    }
  }
}

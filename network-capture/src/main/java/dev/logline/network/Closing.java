package dev.logline.network;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * What a client has since Java 21 to be closed by.
 *
 * @param method null before, where nobody can call it by its name either
 */
record Closing(Method method) {
  static final Closing SHUTDOWN = named("shutdown");
  static final Closing SHUTDOWN_NOW = named("shutdownNow");
  static final Closing AWAIT_TERMINATION = named("awaitTermination", Duration.class);
  static final Closing IS_TERMINATED = named("isTerminated");
  static final Closing CLOSE = named("close");

  private static Closing named(String name, Class<?>... parameters) {
    try {
      return new Closing(HttpClient.class.getMethod(name, parameters));
    } catch (NoSuchMethodException e) {
      return new Closing(null);
    }
  }

  Object invoke(HttpClient client) {
    try {
      return invokeInterruptibly(client);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // none of those declares it
    }
  }

  Object invokeInterruptibly(HttpClient client, Object... arguments) throws InterruptedException {
    if (method == null) {
      throw new UnsupportedOperationException("HttpClient has no such method before Java 21");
    }
    try {
      return method.invoke(client, arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }
}

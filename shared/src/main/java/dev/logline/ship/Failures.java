package dev.logline.ship;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * What it means that no answer came: the network heals by itself, a certificate or an option does
 * not.
 */
final class Failures {
  private static final int DEEPEST_CAUSE = 10;

  private Failures() {}

  static Answer answer(Throwable error) {
    Throwable failure = unwrap(error);
    if (isTls(failure)) {
      return new Answer.Misconfigured("TLS: " + describe(failure));
    }
    if (failure instanceof ResponseTooLargeException) {
      return new Answer.Rejected(describe(failure));
    }
    if (failure instanceof IllegalArgumentException) {
      return new Answer.Misconfigured(describe(failure));
    }
    return isTimeout(failure)
        ? new Answer.TimedOut(describe(failure))
        : new Answer.Retry(null, describe(failure));
  }

  /** Whether the request took too long, and not its connection, as far as the clients tell. */
  private static boolean isTimeout(Throwable failure) {
    return (failure instanceof HttpTimeoutException
            && !(failure instanceof HttpConnectTimeoutException))
        || (failure instanceof InterruptedIOException
            && !(failure instanceof SocketTimeoutException));
  }

  /** Whether another attempt can end differently. */
  static boolean isTransient(Throwable error) {
    return error instanceof IOException
        && !(error instanceof ResponseTooLargeException)
        && !isTls(error);
  }

  /** Whether a connection ended, or was given up, that had been there; else it was not made. */
  static boolean isBrokenConnection(Throwable error) {
    return error instanceof CancellationException
        || (isTransient(error)
            && !(error instanceof ConnectException)
            && !(error instanceof HttpTimeoutException));
  }

  static Throwable unwrap(Throwable error) {
    Throwable failure = error;
    while (failure instanceof CompletionException && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return failure;
  }

  /** Whether TLS itself said no; a connection that broke during the handshake is the network's. */
  static boolean isTls(Throwable error) {
    boolean tls = false;
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof EOFException
          || cause instanceof SocketException
          || cause instanceof TimeoutException) {
        return false;
      }
      tls |= cause instanceof SSLException;
      cause = cause.getCause();
    }
    return tls;
  }

  /** Whether TLS said no to the certificate that the server showed. */
  static boolean isAboutCertificate(Throwable error) {
    if (!isTls(error)) {
      return false;
    }
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof GeneralSecurityException
          || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** The failure and its deepest cause: the JDK's connect errors often say something only there. */
  static String describe(Throwable error) {
    Throwable root = error;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
      root = root.getCause();
    }
    String first = sentence(error);
    String last = isRefused(error, root) ? "refused, or nobody is there" : sentence(root);
    return ForeignText.of(first.contains(last) ? first : first + " (" + last + ")");
  }

  /** The JDK's client tries a second time on the channel that the first one closed. */
  private static boolean isRefused(Throwable error, Throwable root) {
    return error instanceof ConnectException && root instanceof ClosedChannelException;
  }

  private static String sentence(Throwable error) {
    String name = error.getClass().getSimpleName();
    String message = error.getMessage();
    return message == null || message.isBlank() ? name : name + ": " + message;
  }
}

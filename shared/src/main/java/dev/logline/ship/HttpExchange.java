package dev.logline.ship;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One send: its attempts one after the other, one deadline over all of them, and one outcome.
 *
 * <p>An attempt that fails on a connection which died while it was idle is repeated at once, and
 * does not count. Where all connections have been idle for long, half of the deadline is for the
 * attempt and half for its repetition.
 *
 * <p>No thread waits for it. The deadline covers the response's body too, which the JDK's request
 * timeout does not. Whoever sets {@link #ended} first decides the outcome.
 */
final class HttpExchange {
  private static final Logger LOGGER = Logger.getLogger(HttpExchange.class.getName());

  private final JdkHttpSender sender;
  private final RequestBody body;
  private final Consumer<HttpResponse> onResponse;
  private final Consumer<Throwable> onError;
  private final Attempts attempts;
  private final AtomicBoolean ended = new AtomicBoolean();

  private volatile CompletableFuture<java.net.http.HttpResponse<byte[]>> current;
  private volatile HttpRequest attempted;
  private volatile boolean bodyIsFreeOnceAnswered;
  private volatile Future<?> deadline;
  private volatile Future<?> pause;
  private volatile Future<?> suspicion;
  private volatile boolean repeated;
  private volatile Runnable standing;
  private volatile boolean hurried;
  private volatile long deadlineNanos;

  HttpExchange(
      JdkHttpSender sender,
      RequestBody body,
      Consumer<HttpResponse> onResponse,
      Consumer<Throwable> onError) {
    this.sender = sender;
    this.body = body;
    this.onResponse = onResponse;
    this.onError = onError;
    this.attempts = sender.attempts();
  }

  void start() {
    long timeoutNanos = sender.timeoutNanos();
    deadlineNanos = System.nanoTime() + timeoutNanos;
    try {
      deadline = sender.threads.after(timeoutNanos, this::expire);
      attempt();
    } catch (Throwable e) {
      // No thread to be had: a send without a deadline is not begun.
      fail(e);
    }
  }

  private void expire() {
    Runnable result = standing;
    if (result != null) {
      end(result);
      return;
    }
    String within = sender.endpoint + " within " + sender.timeout.toMillis() + " ms";
    fail(
        isSent()
            ? new HttpTimeoutException("no complete answer from " + within)
            : new HttpConnectTimeoutException("no connection to " + within));
  }

  /** Whether the attempt has got as far as its body: only then its size may be to blame. */
  private boolean isSent() {
    HttpRequest request = attempted;
    return request != null
        && request.bodyPublisher().orElse(null) instanceof ArrayPublisher publisher
        && publisher.isTaken();
  }

  /** Ends now if it only waits for its next attempt, and else with the attempt it is in. */
  void hurry() {
    hurried = true;
    Runnable result = standing;
    if (result != null) {
      end(result);
    }
  }

  void fail(Throwable why) {
    end(() -> onError.accept(why));
  }

  private void attempt() {
    standing = null;
    HttpClient client = sender.connections.client();
    if (ended.get() || client == null) {
      return;
    }
    try {
      HttpRequest request = sender.request(body);
      // Of an attempt that was cancelled, and of the JDK's client, nobody knows when they stop.
      bodyIsFreeOnceAnswered = attempted == null && client instanceof PlainHttpClient;
      attempted = request;
      boolean suspect = !repeated && sender.connections.wereIdle();
      // An instrumented HttpClient would trace what exports the traces.
      InstrumentationUtil.suppressInstrumentation(
          () -> current = client.sendAsync(request, BoundedBody.upTo(sender.maxBodyBytes)));
      // The JDK's client has one thread for all; of the other each request has its own.
      Executor then = client instanceof PlainHttpClient ? Runnable::run : sender.threads.executor();
      var unused = current.whenCompleteAsync(this::settle, then);
      if (suspect) {
        suspect(client, current);
      }
      // The deadline may have passed before there was something to cancel.
      if (ended.get()) {
        current.cancel(true);
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** A connection that died while it was idle may take everything and never answer. */
  private void suspect(HttpClient client, Future<?> attempt) {
    suspicion =
        sender.threads.after(
            sender.timeoutNanos() / 2,
            () -> {
              if (!attempt.isDone()) {
                sender.connections.renew(client);
                attempt.cancel(true);
              }
            });
  }

  private void settle(java.net.http.HttpResponse<byte[]> response, Throwable error) {
    if (ended.get()) {
      return;
    }
    abandon(suspicion, false);
    try {
      if (error == null) {
        sender.connections.answered();
        JdkHttpResponse answer =
            new JdkHttpResponse(response.statusCode(), response.headers(), response.body());
        long pauseNanos = attempts.pauseAfter(answer);
        if (bodyIsFreeOnceAnswered && isLast(pauseNanos)) {
          body.giveBack();
        }
        againOr(pauseNanos, () -> onResponse.accept(answer));
      } else {
        Throwable failure = Failures.unwrap(error);
        if (isStale(failure)) {
          repeated = true;
          attempt();
          return;
        }
        long pauseNanos = attempts.pauseAfter(failure);
        if (isLast(pauseNanos)) {
          explain(failure);
        } else {
          againOr(pauseNanos, () -> onError.accept(failure));
        }
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Whether it failed on a connection from before, probably; it is not asked twice. */
  private boolean isStale(Throwable failure) {
    return !repeated && sender.connections.areUsed() && Failures.isBrokenConnection(failure);
  }

  /** Looks at the certificate that was refused; if that takes too long, the failure has to do. */
  private void explain(Throwable failure) {
    standing = () -> onError.accept(failure);
    var unused = sender.explain(failure).thenAccept(this::fail);
    if (hurried) {
      fail(failure);
    }
  }

  /** An attempt that could only begin after the deadline is not waited for. */
  private boolean isLast(long pauseNanos) {
    return pauseNanos == Attempts.NONE || pauseNanos >= deadlineNanos - System.nanoTime();
  }

  private void againOr(long pauseNanos, Runnable result) {
    if (isLast(pauseNanos)) {
      end(result);
      return;
    }
    standing = result;
    pause = sender.threads.after(pauseNanos, this::attempt);
    // Asked last: hurry() may have looked for a standing result just before there was one.
    if (hurried) {
      end(result);
    }
  }

  private void end(Runnable result) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    abandon(deadline, false);
    abandon(pause, false);
    abandon(suspicion, false);
    abandon(current, true);
    try {
      result.run();
    } catch (Throwable e) {
      LOGGER.log(Level.FINE, "the receiver of an answer failed", e);
    } finally {
      sender.ended(this);
    }
  }

  private static void abandon(Future<?> work, boolean interrupt) {
    if (work != null) {
      work.cancel(interrupt);
    }
  }
}

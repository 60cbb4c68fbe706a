package dev.logline.network;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A request that captures itself and its answer on its span.
 *
 * <p>Who makes the span makes it within the client that is asked, or has made it before: so the
 * current span is looked at whenever the client asks for a part of the request. One that was not
 * current before is the request's own; else the one that was, if it is a client's.
 */
final class CapturingRequest extends HttpRequest {
  private final HttpRequest request;
  private final NetworkCapture capture;
  private final Span outer = Span.current();
  private volatile CapturedBody requestBody;
  private volatile Span span; // null: none was met

  CapturingRequest(HttpRequest request, NetworkCapture capture) {
    this.request = request;
    this.capture = capture;
    this.requestBody = capture.newBody();
    // The kind can only be asked for of a span of the SDK: the javaagent hides its own.
    if (outer instanceof ReadableSpan known && known.getKind() == SpanKind.CLIENT) {
      use(outer);
    }
  }

  private void use(Span found) {
    span = found;
    HttpMessage.REQUEST.setHeaders(found, request.headers().map(), capture);
  }

  private void look() {
    Span current = Span.current();
    if (span == null
        && current.isRecording()
        && !current.getSpanContext().equals(outer.getSpanContext())) {
      use(current);
    }
  }

  @Override
  public Optional<BodyPublisher> bodyPublisher() {
    look();
    return request.bodyPublisher().map(Publisher::new);
  }

  @Override
  public String method() {
    look();
    return request.method();
  }

  @Override
  public Optional<Duration> timeout() {
    return request.timeout();
  }

  @Override
  public boolean expectContinue() {
    return request.expectContinue();
  }

  @Override
  public URI uri() {
    look();
    return request.uri();
  }

  @Override
  public Optional<HttpClient.Version> version() {
    return request.version();
  }

  @Override
  public HttpHeaders headers() {
    look();
    return request.headers();
  }

  <T> BodyHandler<T> capturing(BodyHandler<T> handler) {
    return answer -> {
      BodySubscriber<T> subscriber = handler.apply(answer);
      Span own = span;
      if (own == null) {
        return subscriber;
      }
      HttpMessage.REQUEST.setBody(own, request.headers().map(), requestBody, capture);
      HttpMessage.RESPONSE.setHeaders(own, answer.headers().map(), capture);
      CapturedBody body = capture.newBody();
      return new Subscriber<>(
          subscriber,
          body,
          () -> HttpMessage.RESPONSE.setBody(own, answer.headers().map(), body, capture));
    };
  }

  /** The request's body, as it is sent. */
  private final class Publisher implements BodyPublisher {
    private final BodyPublisher publisher;

    Publisher(BodyPublisher publisher) {
      this.publisher = publisher;
    }

    @Override
    public long contentLength() {
      return publisher.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      CapturedBody body = capture.newBody(); // it may be sent again
      requestBody = body;
      publisher.subscribe(
          new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
              body.add(bytes);
              subscriber.onNext(bytes);
            }

            @Override
            public void onError(Throwable thrown) {
              subscriber.onError(thrown);
            }

            @Override
            public void onComplete() {
              subscriber.onComplete();
            }
          });
    }
  }

  /** The answer's body, as it comes. */
  private record Subscriber<T>(BodySubscriber<T> subscriber, CapturedBody body, Runnable whole)
      implements BodySubscriber<T> {
    @Override
    public CompletionStage<T> getBody() {
      return subscriber.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      buffers.forEach(body::add);
      subscriber.onNext(buffers);
    }

    @Override
    public void onError(Throwable thrown) {
      subscriber.onError(thrown);
    }

    @Override
    public void onComplete() {
      whole.run(); // before the caller has it, and ends the span
      subscriber.onComplete();
    }
  }
}

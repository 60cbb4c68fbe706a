package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the JDK's client does on its own thread, and what it leaves to the executor. */
class HttpClientsTest {
  private static final int PARTS = 40;

  private final FakeCollector collector = FakeCollector.start();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<String> handedOverBy = new ConcurrentLinkedQueue<>();
  private final HttpClient client =
      HttpClients.of(
          TestSenderConfig.to(collector),
          work -> {
            handedOverBy.add(Thread.currentThread().getName());
            threads.execute(work);
          });

  @AfterEach
  void stop() {
    threads.shutdownNow();
    collector.close();
  }

  @Test
  void theClientsOwnThreadHandsNothingOver() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(TestSenderConfig.to(collector).getEndpoint())
            .POST(new Parts())
            .build();
    var answer = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());

    assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isPositive();
    assertThat(handedOverBy).isNotEmpty().noneMatch(thread -> thread.contains("Selector"));
  }

  @Test
  void anErrorDoesNotEndTheClientsOwnThread() throws Exception {
    AtomicBoolean goesOn = new AtomicBoolean();
    Executor executor = HttpClients.exceptOnOwnThread(threads);
    Thread selector =
        new Thread(
            () -> {
              executor.execute(
                  () -> {
                    throw new OutOfMemoryError("on purpose");
                  });
              goesOn.set(true);
            },
            "HttpClient-1-SelectorManager");
    selector.start();
    selector.join();

    assertThat(goesOn).isTrue();
  }

  /** A body that is larger than what a socket takes at once. */
  private static final class Parts implements HttpRequest.BodyPublisher {
    private static final byte[] PART = " ".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

    private int sent;

    @Override
    public long contentLength() {
      return (long) PARTS * PART.length;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long parts) {
              sent++;
              subscriber.onNext(ByteBuffer.wrap(PART));
              if (sent == PARTS) {
                subscriber.onComplete();
              }
            }

            @Override
            public void cancel() {}
          });
    }
  }
}

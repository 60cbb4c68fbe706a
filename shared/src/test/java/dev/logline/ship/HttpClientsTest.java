package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    Executor executor = new ClientExecutor(threads, true);
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

  @Test
  void aClientThatIsLetGoOfLeavesNoThread() throws Exception {
    List<Thread> others = clientThreads();
    HttpClient another = HttpClients.of(TestSenderConfig.to(collector), threads);
    HttpRequest request =
        HttpRequest.newBuilder(TestSenderConfig.to(collector).getEndpoint()).build();
    another.send(request, HttpResponse.BodyHandlers.discarding());
    List<Thread> own = clientThreads();
    own.removeAll(others);
    assertThat(own).hasSize(1);

    HttpClients.letGo(another);
    own.get(0).join(20_000);
    assertThat(own.get(0).isAlive()).isFalse();
    assertThat(clientThreads()).containsAll(others);
  }

  @Test
  void theThreadOfAnotherClientIsNotEnded() throws Exception {
    ClientExecutor executor = new ClientExecutor(threads, true);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread others =
        new Thread(
            () -> {
              executor.execute(() -> executor.endThreadOf(client));
              interrupted.complete(Thread.currentThread().isInterrupted());
            },
            "HttpClient-1000000-SelectorManager");
    others.start();
    assertThat(interrupted.get(20, TimeUnit.SECONDS)).isFalse();
  }

  private static List<Thread> clientThreads() {
    Thread[] all = new Thread[Thread.activeCount() + 100];
    int count = Thread.enumerate(all);
    return Stream.of(all)
        .limit(count)
        .filter(thread -> thread.getName().endsWith("-SelectorManager"))
        .collect(Collectors.toCollection(ArrayList::new));
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

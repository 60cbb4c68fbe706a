package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left of the JDK's client once it is let go of. */
class HttpClientsTest {
  private final FakeCollector collector = FakeCollector.start();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private TestSenderConfig config() {
    return TestSenderConfig.to(collector).overTheJdksClient(true);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    collector.close();
  }

  @Test
  void aClientThatIsLetGoOfLeavesNoThread() throws Exception {
    List<Thread> others = clientThreads();
    HttpClient another = HttpClients.of(config(), threads);
    HttpRequest request = HttpRequest.newBuilder(config().getEndpoint()).build();
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
    HttpClient client = HttpClients.of(config(), threads);
    ClientExecutor executor = new ClientExecutor(threads);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread others =
        new Thread(
            () -> {
              executor.execute(() -> {});
              executor.endThreadOf(client);
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
}

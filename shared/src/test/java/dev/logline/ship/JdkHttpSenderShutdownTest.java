package dev.logline.ship;

import static dev.logline.ship.Sending.failure;
import static dev.logline.ship.Sending.request;
import static dev.logline.ship.Sending.response;
import static dev.logline.ship.Sending.send;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Reply;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sender runs on, and what is left of it when it is over. */
class JdkHttpSenderShutdownTest {
  /** Of an application that is to be gone after a redeploy. */
  private static final ClassLoader APPLICATION = new ClassLoader() {};

  private final FakeCollector collector = FakeCollector.start();
  private final TestSenderConfig config = TestSenderConfig.to(collector);

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void survivesAReceiverThatThrows() {
    JdkHttpSender sender = new JdkHttpSender(config);
    sender.send(
        request(1),
        response -> {
          throw new IllegalStateException("on purpose");
        },
        error -> {});
    collector.awaitLogRecords(1);

    assertThat(sender.shutdown().join(10, SECONDS).isSuccess()).isTrue();
  }

  @Test
  void worksOnTheConfiguredExecutor() {
    ExecutorService executor = Executors.newCachedThreadPool(r -> new Thread(r, "configured"));
    try {
      config.executor = executor;
      CompletableFuture<String> thread = new CompletableFuture<>();
      new JdkHttpSender(config)
          .send(request(1), r -> thread.complete(Thread.currentThread().getName()), e -> {});

      assertThat(thread).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("configured");
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void letsARequestInFlightEndAfterShutdownAndRefusesTheNext() {
    collector.answer(Reply.hang());
    config.timeout = Duration.ofSeconds(1);
    JdkHttpSender sender = new JdkHttpSender(config);
    CompletableFuture<HttpResponse> inFlight = send(sender);
    collector.awaitRefused(1);

    CompletableResultCode over = sender.shutdown();

    assertThat(sender.shutdown()).isSameAs(over);
    assertThat(inFlight).isNotDone();
    assertThat(failure(send(sender))).hasMessageContaining("is shut down");
    assertThat(failure(inFlight)).isInstanceOf(HttpTimeoutException.class);
    assertThat(over.join(10, SECONDS).isSuccess()).isTrue();
  }

  @Test
  void leavesNoThreadBehind() {
    await().until(() -> senderThreads().isEmpty());
    JdkHttpSender sender = new JdkHttpSender(config);
    CompletableFuture<Thread> answering = new CompletableFuture<>();
    sender.send(request(1), r -> answering.complete(Thread.currentThread()), e -> {});
    Thread thread = answering.join();

    assertThat(thread.getName()).startsWith("logline-http-");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
    sender.shutdown();
    await().atMost(Duration.ofSeconds(2)).until(() -> senderThreads().isEmpty());
  }

  private static List<String> senderThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("logline-http-"))
        .toList();
  }

  @Test
  @SuppressWarnings("SystemGc")
  void letsTheClientsOwnThreadGoToo() {
    List<Thread> before = clientThreads();
    JdkHttpSender sender = inApplication(() -> new JdkHttpSender(config.overTheJdksClient(true)));
    response(send(sender));
    List<Thread> own = clientThreads();
    own.removeAll(before);
    assertThat(own).hasSize(1).noneMatch(t -> t.getContextClassLoader() == APPLICATION);

    sender.shutdown();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              System.gc();
              return !own.get(0).isAlive();
            });
  }

  private static <T> T inApplication(Supplier<T> supplier) {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(APPLICATION);
    try {
      return supplier.get();
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  private static List<Thread> clientThreads() {
    return new ArrayList<>(
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().endsWith("SelectorManager"))
            .toList());
  }
}

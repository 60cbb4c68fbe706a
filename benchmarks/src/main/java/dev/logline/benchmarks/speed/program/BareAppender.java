package dev.logline.benchmarks.speed.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The limit: the least that an appender can do whose records all arrive. It knows the plain call
 * alone, writes its fields straight into a request that has one logger, and a second thread sends
 * one full request after the other over one socket. A backend that is slow stops the callers, one
 * that is away ends it; there is no trace, MDC, throwable, text that is not ASCII, or bound.
 */
public final class BareAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final int REQUESTS = 4;

  private final BlockingQueue<BareRequest> empty = new ArrayBlockingQueue<>(REQUESTS);
  private final BlockingQueue<BareRequest> full = new ArrayBlockingQueue<>(REQUESTS);
  private final byte[] threadName = "thread.name".getBytes(ISO_8859_1);
  private final byte[] threadId = "thread.id".getBytes(ISO_8859_1);
  private BareRequest request;

  /** Logback makes it. */
  public BareAppender() {}

  @Override
  public void start() {
    BareConnection connection = BareConnection.open();
    for (int i = 0; i < REQUESTS; i++) {
      empty.add(new BareRequest(ProgramMain.LOGGER));
    }
    request = empty.remove();
    Thread sender = new Thread(() -> send(connection), "bare-sender");
    sender.setDaemon(true);
    sender.start();
    super.start();
  }

  private void send(BareConnection connection) {
    try {
      while (true) {
        BareRequest next = full.take();
        connection.send(next);
        next.clear();
        empty.put(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Each number is a tag of LogRecord or of what is in it: the field's number and its wire type.
   */
  @Override
  protected synchronized void append(ILoggingEvent event) {
    long nanos = event.getTimeStamp() * 1_000_000 + event.getNanoseconds() % 1_000_000;
    int record = request.begin(0x12);
    request.putFixed64(0x09, nanos);
    request.putFixed64(0x59, nanos);
    request.put(0x10, 9);
    request.putShort(0x1a, event.getLevel().levelStr);
    int body = request.beginShort(0x2a);
    int text = request.beginShort(0x0a);
    request.putMessage(event.getMessage(), event.getArgumentArray());
    request.endShort(text);
    request.endShort(body);
    int attribute = request.beginAttribute(threadName);
    request.putShort(0x0a, event.getThreadName());
    request.endAttribute(attribute);
    attribute = request.beginAttribute(threadId);
    request.putVarint(0x18, Thread.currentThread().getId());
    request.endAttribute(attribute);
    request.end(record);
    if (request.isFull()) {
      handOver();
    }
  }

  private void handOver() {
    try {
      full.put(request);
      request = empty.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the sink has answered all. */
  synchronized void flush() throws InterruptedException {
    handOver();
    BareRequest[] others = new BareRequest[REQUESTS - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = empty.take();
    }
    for (BareRequest other : others) {
      empty.add(other);
    }
  }
}

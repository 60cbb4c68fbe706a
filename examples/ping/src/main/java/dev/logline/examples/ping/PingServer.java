package dev.logline.examples.ping;

import com.sun.net.httpserver.HttpServer;
import dev.logline.Logline;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Answers pings, with what Redis and MongoDB have to do with them. */
public final class PingServer {
  static final int DEFAULT_PORT = 8083;
  static final String LISTENING = "listening on ";

  private PingServer() {}

  /** Serves until the process ends: port, URL of Redis, URL of MongoDB. */
  public static void main(String[] args) throws IOException {
    ServiceName.otherwise("ping-server");
    Tracer tracer = Logline.openTelemetry().getTracer("ping");
    PingMemory memory = new PingMemory(tracer, args[2]);
    Runtime.getRuntime().addShutdownHook(new Thread(memory::close, "end-of-memory"));
    Answering answering =
        AnnotatedSpans.around(
            tracer,
            Answering.class,
            new Answerer(new PingCounter(tracer, URI.create(args[1])), memory));

    InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    HttpServer server =
        HttpServer.create(new InetSocketAddress(loopback, Integer.parseInt(args[0])), 0);
    server.createContext("/ping", new PingHandler(tracer, answering));
    server.start();
    System.out.println(LISTENING + "http://127.0.0.1:" + server.getAddress().getPort());
  }
}

package dev.logline.examples.ping;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis as a process, and a MongoDB server in this JVM, on free ports of the loopback. */
final class Stores implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final int redisPort;
  private final int mongoPort;
  private RedisServer redis;
  private MongoServer mongo;

  private Stores() throws IOException {
    // Both open at once, so that they differ.
    try (ServerSocket first = anyPort();
        ServerSocket second = anyPort()) {
      redisPort = first.getLocalPort();
      mongoPort = second.getLocalPort();
    }
  }

  static Stores start() throws IOException {
    Stores stores = new Stores();
    stores.startAgain();
    return stores;
  }

  /** Starts both, again on the same ports, with nothing in them. */
  void startAgain() throws IOException {
    redis =
        RedisServer.newRedisServer()
            .bind(LOOPBACK)
            .port(redisPort)
            .setting("save \"\"")
            .onShutdownForceStop(true)
            .build();
    redis.start();
    mongo = new MongoServer(new MemoryBackend());
    mongo.bind(LOOPBACK, mongoPort);
  }

  /** Stops both, at once. */
  void stop() throws IOException {
    if (redis != null) {
      redis.stop();
      redis = null;
    }
    if (mongo != null) {
      mongo.shutdownNow();
      mongo = null;
    }
  }

  String redisUrl() {
    return "redis://" + LOOPBACK + ":" + redisPort;
  }

  String mongoUrl() {
    return "mongodb://" + LOOPBACK + ":" + mongoPort;
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  private static ServerSocket anyPort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }
}

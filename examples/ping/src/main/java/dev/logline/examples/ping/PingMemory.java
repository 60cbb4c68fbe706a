package dev.logline.examples.ping;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.semconv.DbAttributes;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which pings there were, in MongoDB. */
final class PingMemory implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(PingMemory.class);
  private static final int TIMEOUT_MILLIS = 1000;

  private final Tracer tracer;
  private final MongoClient client;
  private final MongoCollection<Document> pings;

  PingMemory(Tracer tracer, String mongo) {
    this.tracer = tracer;
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo))
                .applyToClusterSettings(
                    cluster ->
                        cluster.serverSelectionTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .retryWrites(false)
                .build());
    pings = client.getDatabase("ping").getCollection("pings");
  }

  /** Throws where MongoDB is away. */
  void remember(String sender, long count) {
    SpanBuilder span =
        tracer
            .spanBuilder("insert pings")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(DbAttributes.DB_SYSTEM_NAME, "mongodb")
            .setAttribute(DbAttributes.DB_NAMESPACE, "ping")
            .setAttribute(DbAttributes.DB_COLLECTION_NAME, "pings")
            .setAttribute(DbAttributes.DB_OPERATION_NAME, "insert");
    Spans.in(
        span,
        () -> {
          insert(new Document("sender", sender).append("count", count));
          return null;
        });
  }

  private void insert(Document ping) {
    try {
      pings.insertOne(ping);
      LOGGER.info("remembered a ping of {}", ping.getString("sender"));
    } catch (MongoException e) {
      LOGGER.error("the ping was not remembered", e);
      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

package dev.logline.examples.ping;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** How many pings there were, in Redis. */
final class PingCounter {
  private static final Logger LOGGER = LoggerFactory.getLogger(PingCounter.class);
  private static final int TIMEOUT_MILLIS = 1000;

  private final Tracer tracer;
  private final URI redis;

  PingCounter(Tracer tracer, URI redis) {
    this.tracer = tracer;
    this.redis = redis;
  }

  /** One more; throws where Redis is away. */
  long count() {
    SpanBuilder span =
        tracer
            .spanBuilder("INCR")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(DbAttributes.DB_SYSTEM_NAME, "redis")
            .setAttribute(DbAttributes.DB_OPERATION_NAME, "INCR")
            .setAttribute(ServerAttributes.SERVER_ADDRESS, redis.getHost())
            .setAttribute(ServerAttributes.SERVER_PORT, redis.getPort());
    return Spans.in(span, this::increment);
  }

  private long increment() {
    try (Jedis jedis = new Jedis(redis, TIMEOUT_MILLIS)) {
      long count = jedis.incr("pings");
      LOGGER.info("counted ping {}", count);
      return count;
    } catch (JedisException e) {
      LOGGER.error("the ping was not counted", e);
      throw e;
    }
  }
}

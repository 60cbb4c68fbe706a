package dev.logline.boot;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.autoconfigure.ServiceInstanceIdResourceProvider;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The resource attribute {@code service.instance.id}: the SDK draws one for each JVM, and processes
 * that are restored from one image would all have it.
 *
 * <p>One that somebody has configured stays as it is.
 */
final class InstanceId {
  static final AttributeKey<String> KEY = AttributeKey.stringKey("service.instance.id");

  private static final Set<String> FORMER = ConcurrentHashMap.newKeySet();
  private static volatile String current = ofSdk();

  private InstanceId() {}

  /** The one that the SDK draws, which asks no configuration. */
  private static String ofSdk() {
    return new ServiceInstanceIdResourceProvider().createResource(null).getAttribute(KEY);
  }

  /** This is another process than the one before. */
  static void renew() {
    FORMER.add(current);
    current = UUID.randomUUID().toString();
  }

  /**
   * Each item, or what {@code renew} makes of it where its resource has the id of a process before.
   */
  static <T> List<T> renewed(
      Collection<T> items, Function<T, Resource> resourceOf, BiFunction<T, Resource, T> renew) {
    List<T> all = new ArrayList<>(items.size());
    Resource before = null;
    Resource after = null;
    for (T item : items) {
      Resource resource = resourceOf.apply(item);
      if (!resource.equals(before)) { // an SDK has one
        before = resource;
        after = renewed(resource);
      }
      all.add(after.equals(before) ? item : renew.apply(item, after));
    }
    return all;
  }

  /** The resource with the id of this process, where it has the one of a process before. */
  static Resource renewed(Resource resource) {
    if (FORMER.isEmpty()) {
      return resource;
    }
    String id = resource.getAttribute(KEY);
    return id != null && FORMER.contains(id)
        ? resource.toBuilder().put(KEY, current).build()
        : resource;
  }
}

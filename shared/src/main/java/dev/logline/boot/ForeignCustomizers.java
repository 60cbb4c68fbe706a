package dev.logline.boot;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Watches what customizers that are not ours ask of an SDK: one that touches log records, their
 * processors or exporters must see each record, which the fast form would keep from it.
 */
final class ForeignCustomizers {
  private boolean touchLogs;

  /** Whether one of them asked to customize the logger provider, a processor or an exporter. */
  boolean touchLogs() {
    return touchLogs;
  }

  AutoConfigurationCustomizerProvider watch(AutoConfigurationCustomizerProvider provider) {
    return new Watched(provider);
  }

  private final class Watched implements AutoConfigurationCustomizerProvider {
    private final AutoConfigurationCustomizerProvider provider;

    Watched(AutoConfigurationCustomizerProvider provider) {
      this.provider = provider;
    }

    @Override
    public int order() {
      return provider.order();
    }

    @Override
    public void customize(AutoConfigurationCustomizer customizer) {
      provider.customize(
          (AutoConfigurationCustomizer)
              Proxy.newProxyInstance(
                  AutoConfigurationCustomizer.class.getClassLoader(),
                  new Class<?>[] {AutoConfigurationCustomizer.class},
                  (proxy, method, arguments) -> {
                    touchLogs |= method.getName().startsWith("addLog");
                    try {
                      Object result = method.invoke(customizer, arguments);
                      return result == customizer ? proxy : result;
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  }));
    }
  }
}

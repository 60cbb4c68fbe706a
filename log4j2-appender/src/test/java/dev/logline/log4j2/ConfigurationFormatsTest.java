package dev.logline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.logging.log4j.core.config.plugins.processor.PluginCache;
import org.apache.logging.log4j.core.config.plugins.processor.PluginEntry;
import org.apache.logging.log4j.core.config.plugins.processor.PluginProcessor;
import org.apache.logging.log4j.core.config.plugins.util.PluginRegistry;
import org.apache.logging.log4j.core.config.plugins.util.PluginType;
import org.junit.jupiter.api.Test;

/** The element is found in each of Log4j2's formats, without {@code packages}. */
class ConfigurationFormatsTest extends CollectorTest {
  @Test
  void xml() {
    worksIn(
        "xml",
        """
        <Configuration>
          <Appenders><Otlp name="OTLP" endpoint="%s" serviceName="shop" level="INFO"/></Appenders>
          <Loggers><Root level="ALL"><AppenderRef ref="OTLP"/></Root></Loggers>
        </Configuration>
        """);
  }

  @Test
  void xmlWithPackages() {
    worksIn(
        "xml",
        """
        <Configuration packages="dev.logline.log4j2">
          <Appenders><Otlp name="OTLP" endpoint="%s" serviceName="shop" level="INFO"/></Appenders>
          <Loggers><Root level="ALL"><AppenderRef ref="OTLP"/></Root></Loggers>
        </Configuration>
        """);
  }

  @Test
  void properties() {
    worksIn(
        "properties",
        """
        appender.otlp.type = Otlp
        appender.otlp.name = OTLP
        appender.otlp.endpoint = %s
        appender.otlp.serviceName = shop
        appender.otlp.level = INFO
        rootLogger.level = ALL
        rootLogger.appenderRef.otlp.ref = OTLP
        """);
  }

  @Test
  void yaml() {
    worksIn(
        "yaml",
        """
        Configuration:
          Appenders:
            Otlp:
              name: OTLP
              endpoint: "%s"
              serviceName: shop
              level: INFO
          Loggers:
            Root:
              level: ALL
              AppenderRef:
                ref: OTLP
        """);
  }

  @Test
  void json() {
    worksIn(
        "json",
        """
        {"Configuration": {
          "Appenders": {
            "Otlp": {"name": "OTLP", "endpoint": "%s", "serviceName": "shop", "level": "INFO"}
          },
          "Loggers": {"Root": {"level": "ALL", "AppenderRef": {"ref": "OTLP"}}}
        }}
        """);
  }

  private void worksIn(String format, String configuration) {
    String text = configuration.formatted(collector.endpoint());
    try (TestContext context = TestContext.start(format, text)) {
      context.logger("shop.Orders").debug("below the appender's level");
      context.logger("shop.Orders").info("configured in " + format);
      assertThat(body(arrived())).isEqualTo("configured in " + format);
      assertThat(collector.scopedRecords().get(0).resource().getAttributesList())
          .anyMatch(
              attribute ->
                  attribute.getKey().equals("service.name")
                      && attribute.getValue().getStringValue().equals("shop"));
      assertThat(context.statuses()).noneMatch(status -> status.startsWith("ERROR"));
    }
  }

  @Test
  void thePluginIsInTheCacheThatLog4j2Reads() throws IOException {
    PluginCache cache = new PluginCache();
    ClassLoader loader = getClass().getClassLoader();
    cache.loadCacheFiles(loader.getResources(PluginProcessor.PLUGIN_CACHE_FILE));
    PluginEntry otlp = cache.getAllCategories().get("core").get("otlp");
    assertThat(otlp.getClassName()).isEqualTo(OtlpAppender.class.getName());
    assertThat(List.of("otlp")).isEqualTo(oursOf(cache));
  }

  @Test
  void whereTheCacheIsLostInAShadedJarPackagesFindsThePlugin() {
    assertThat(PluginRegistry.getInstance().loadFromPackage("dev.logline.log4j2").get("core"))
        .extracting(PluginType::getPluginClass)
        .isEqualTo(List.of(OtlpAppender.class));
  }

  private static List<String> oursOf(PluginCache cache) {
    return cache.getAllCategories().getOrDefault("core", Collections.emptyMap()).values().stream()
        .filter(entry -> entry.getClassName().startsWith("dev.logline."))
        .map(PluginEntry::getKey)
        .toList();
  }
}

package dev.logline.log4j2;

import dev.logline.LoglineOptions;
import dev.logline.diagnose.Redaction;
import dev.logline.diagnose.StatusPort;
import dev.logline.logrecord.SeverityTable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginNode;

/**
 * The attributes of the {@code <Otlp>} element, as texts; {@link LoglineOptions} says what those of
 * the process-wide telemetry mean. One that does not make sense is said on Log4j2's status logger
 * and ignored, and so is an attribute that does not exist.
 *
 * <p>A {@code Layout} makes the body of the records, without its last line break; the formatted
 * message by default. {@code ignoreExceptions} is accepted as every appender's, but changes
 * nothing: no exception of this appender reaches a log call.
 */
public final class OtlpAppenderBuilder extends AbstractAppender.Builder<OtlpAppenderBuilder>
    implements org.apache.logging.log4j.core.util.Builder<OtlpAppender> {
  @PluginBuilderAttribute private String endpoint;

  @PluginBuilderAttribute private String protocol;

  @PluginBuilderAttribute(sensitive = true)
  private String headers;

  @PluginBuilderAttribute private String compression;

  @PluginBuilderAttribute private String timeout;

  @PluginBuilderAttribute private String certificate;

  @PluginBuilderAttribute private String clientKey;

  @PluginBuilderAttribute private String clientCertificate;

  @PluginBuilderAttribute private String serviceName;

  @PluginBuilderAttribute private String resourceAttributes;

  @PluginBuilderAttribute private String preset;

  @PluginBuilderAttribute private String global;

  @PluginBuilderAttribute private String export;

  @PluginBuilderAttribute private String bufferBytes;

  @PluginBuilderAttribute private String overflow;

  @PluginBuilderAttribute private String overflowWait;

  @PluginBuilderAttribute private String blockTimeout;

  @PluginBuilderAttribute private String spool;

  @PluginBuilderAttribute private String spoolBytes;

  @PluginBuilderAttribute private String spoolForce;

  @PluginBuilderAttribute private String recordUid;

  @PluginBuilderAttribute private String captureNetwork;

  @PluginBuilderAttribute private String flushTimeout;

  @PluginBuilderAttribute private String level;

  @PluginBuilderAttribute private String rootLevel;

  @PluginBuilderAttribute private String levelMapping;

  @PluginBuilderAttribute private String threadId;

  /** What nobody took of the element's attributes when {@link #build} is called. */
  @PluginNode private Node node;

  OtlpAppenderBuilder() {}

  @Override
  public OtlpAppender build() {
    StatusPort status = new Log4j2Status(getName());
    sayUnknownOptions(status);
    return new OtlpAppender(
        this, new EventMapper(severities(status), threadId(status), getLayout()), options(status));
  }

  /** With their values: Log4j2 itself gives the names alone. */
  private void sayUnknownOptions(StatusPort status) {
    if (node != null) {
      node.getAttributes()
          .forEach(
              (name, value) ->
                  status.error(
                      "unknown option "
                          + name
                          + ": '"
                          + Redaction.ofUnknownOption(name, value)
                          + "'; it is ignored"));
    }
  }

  private LoglineOptions options(StatusPort status) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("endpoint", endpoint);
    texts.put("protocol", protocol);
    texts.put("headers", headers);
    texts.put("compression", compression);
    texts.put("timeout", timeout);
    texts.put("certificate", certificate);
    texts.put("clientKey", clientKey);
    texts.put("clientCertificate", clientCertificate);
    texts.put("serviceName", serviceName);
    texts.put("resourceAttributes", resourceAttributes);
    texts.put("preset", preset);
    texts.put("global", global);
    texts.put("export", export);
    texts.put("bufferBytes", bufferBytes);
    texts.put("overflow", overflow);
    texts.put("overflowWait", overflowWait);
    texts.put("blockTimeout", blockTimeout);
    texts.put("spool", spool);
    texts.put("spoolBytes", spoolBytes);
    texts.put("spoolForce", spoolForce);
    texts.put("recordUid", recordUid);
    texts.put("captureNetwork", captureNetwork);
    texts.put("flushTimeout", flushTimeout);
    LoglineOptions.Builder options = LoglineOptions.builder();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      try {
        options.set(text.getKey(), text.getValue());
      } catch (IllegalArgumentException e) {
        status.error(e.getMessage() + "; it is ignored");
      }
    }
    return options.build();
  }

  private SeverityTable severities(StatusPort status) {
    try {
      return levelMapping == null
          ? EventMapper.SEVERITIES
          : EventMapper.SEVERITIES.with(levelMapping);
    } catch (IllegalArgumentException e) {
      status.error(e.getMessage() + "; it is ignored");
      return EventMapper.SEVERITIES;
    }
  }

  private boolean threadId(StatusPort status) {
    String text = threadId == null ? "" : threadId.trim().toLowerCase(Locale.ROOT);
    if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
      status.error("option threadId: '" + threadId + "' is not true or false; it is ignored");
    }
    return text.equals("true");
  }

  OtlpAppenderBuilder setAll(LoglineOptions options) {
    endpoint = options.get("endpoint");
    protocol = options.get("protocol");
    headers = options.get("headers");
    compression = options.get("compression");
    timeout = options.get("timeout");
    certificate = options.get("certificate");
    clientKey = options.get("clientKey");
    clientCertificate = options.get("clientCertificate");
    serviceName = options.get("serviceName");
    resourceAttributes = options.get("resourceAttributes");
    preset = options.get("preset");
    global = options.get("global");
    export = options.get("export");
    bufferBytes = options.get("bufferBytes");
    overflow = options.get("overflow");
    overflowWait = options.get("overflowWait");
    blockTimeout = options.get("blockTimeout");
    spool = options.get("spool");
    spoolBytes = options.get("spoolBytes");
    spoolForce = options.get("spoolForce");
    recordUid = options.get("recordUid");
    captureNetwork = options.get("captureNetwork");
    flushTimeout = options.get("flushTimeout");
    return this;
  }

  String level() {
    return level;
  }

  String rootLevel() {
    return rootLevel;
  }

  public OtlpAppenderBuilder setEndpoint(String endpoint) {
    this.endpoint = endpoint;
    return this;
  }

  public OtlpAppenderBuilder setProtocol(String protocol) {
    this.protocol = protocol;
    return this;
  }

  public OtlpAppenderBuilder setHeaders(String headers) {
    this.headers = headers;
    return this;
  }

  public OtlpAppenderBuilder setCompression(String compression) {
    this.compression = compression;
    return this;
  }

  public OtlpAppenderBuilder setTimeout(String timeout) {
    this.timeout = timeout;
    return this;
  }

  public OtlpAppenderBuilder setCertificate(String certificate) {
    this.certificate = certificate;
    return this;
  }

  public OtlpAppenderBuilder setClientKey(String clientKey) {
    this.clientKey = clientKey;
    return this;
  }

  public OtlpAppenderBuilder setClientCertificate(String clientCertificate) {
    this.clientCertificate = clientCertificate;
    return this;
  }

  public OtlpAppenderBuilder setServiceName(String serviceName) {
    this.serviceName = serviceName;
    return this;
  }

  public OtlpAppenderBuilder setResourceAttributes(String resourceAttributes) {
    this.resourceAttributes = resourceAttributes;
    return this;
  }

  public OtlpAppenderBuilder setPreset(String preset) {
    this.preset = preset;
    return this;
  }

  public OtlpAppenderBuilder setGlobal(String global) {
    this.global = global;
    return this;
  }

  public OtlpAppenderBuilder setExport(String export) {
    this.export = export;
    return this;
  }

  public OtlpAppenderBuilder setBufferBytes(String bufferBytes) {
    this.bufferBytes = bufferBytes;
    return this;
  }

  public OtlpAppenderBuilder setOverflow(String overflow) {
    this.overflow = overflow;
    return this;
  }

  public OtlpAppenderBuilder setOverflowWait(String overflowWait) {
    this.overflowWait = overflowWait;
    return this;
  }

  public OtlpAppenderBuilder setBlockTimeout(String blockTimeout) {
    this.blockTimeout = blockTimeout;
    return this;
  }

  public OtlpAppenderBuilder setSpool(String spool) {
    this.spool = spool;
    return this;
  }

  public OtlpAppenderBuilder setSpoolBytes(String spoolBytes) {
    this.spoolBytes = spoolBytes;
    return this;
  }

  public OtlpAppenderBuilder setSpoolForce(String spoolForce) {
    this.spoolForce = spoolForce;
    return this;
  }

  public OtlpAppenderBuilder setRecordUid(String recordUid) {
    this.recordUid = recordUid;
    return this;
  }

  public OtlpAppenderBuilder setCaptureNetwork(String captureNetwork) {
    this.captureNetwork = captureNetwork;
    return this;
  }

  public OtlpAppenderBuilder setFlushTimeout(String flushTimeout) {
    this.flushTimeout = flushTimeout;
    return this;
  }

  /** The lowest level that is taken; all by default. */
  public OtlpAppenderBuilder setLevel(String level) {
    this.level = level;
    return this;
  }

  /** Sets the level of the root logger; left as it is by default. */
  public OtlpAppenderBuilder setRootLevel(String rootLevel) {
    this.rootLevel = rootLevel;
    return this;
  }

  /** Severities of levels, over the table's: {@code NOTICE=INFO2,AUDIT=17}. */
  public OtlpAppenderBuilder setLevelMapping(String levelMapping) {
    this.levelMapping = levelMapping;
    return this;
  }

  /** Whether records carry {@code thread.id}; they do not by default. */
  public OtlpAppenderBuilder setThreadId(String threadId) {
    this.threadId = threadId;
    return this;
  }
}

package dev.logline;

import dev.logline.diagnose.Redaction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be set of the one telemetry of a process, by the same words in an appender's element, in
 * properties and here. What is not set comes from {@code OTEL_*}, then the preset, then the
 * default.
 *
 * <p>Options that do not make sense are refused where they are set, with an {@link
 * IllegalArgumentException} that names the option and the value. What the files for TLS hold is
 * looked at later, at the boot; one that holds nothing of use is said there, and ignored.
 */
public final class LoglineOptions {
  private static final LoglineOptions NONE = builder().build();

  private final Map<String, String> values;

  private LoglineOptions(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** No option set. */
  public static LoglineOptions none() {
    return NONE;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** What was set, by name; headers are in here with their values, so do not print it. */
  public Map<String, String> asMap() {
    return values;
  }

  /** The names of all options. */
  public static List<String> names() {
    return OptionChecks.NAMES;
  }

  /** The text that was set, or null. */
  public String get(String name) {
    return values.get(name);
  }

  /** The bound of the buffer in bytes, or {@code otherwise}. */
  public long bufferBytes(long otherwise) {
    return bytes("bufferBytes", otherwise);
  }

  /** How long flushing at exit may take; 5 s by default. */
  public Duration flushTimeout() {
    return duration("flushTimeout", Duration.ofSeconds(5));
  }

  /** The size that was set, or {@code otherwise}. */
  public long bytes(String name, long otherwise) {
    String value = get(name);
    return value == null ? otherwise : OptionChecks.bytes(name, value);
  }

  /** The time that was set, or {@code otherwise}. */
  public Duration duration(String name, Duration otherwise) {
    String value = get(name);
    return value == null ? otherwise : OptionChecks.duration(name, value);
  }

  /** The options with what they were set to, secrets left out. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("LoglineOptions{");
    values.keySet().stream()
        .sorted()
        .forEach(name -> text.append(name).append('=').append(printable(name)).append(", "));
    if (!values.isEmpty()) {
      text.setLength(text.length() - 2);
    }
    return text.append('}').toString();
  }

  /** The value as it may be shown: {@code ***} for headers, and for what is secret in a URL. */
  public String printable(String name) {
    return printable(name, get(name));
  }

  static String printable(String name, String value) {
    if (name.equals("headers")) {
      return "***";
    }
    return value == null ? null : Redaction.redact(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LoglineOptions that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Sets options; each method replaces what was set before. */
  public static final class Builder {
    private final Map<String, String> values = new LinkedHashMap<>();

    private Builder() {}

    /** Base URL of the backend; for HTTP {@code /v1/logs} and so on are appended. */
    public Builder endpoint(String url) {
      return set("endpoint", url);
    }

    /** {@code http/protobuf} (default) or {@code grpc}. */
    public Builder protocol(String protocol) {
      return set("protocol", protocol);
    }

    /** Headers of each request, {@code name=value,name=value}. */
    public Builder headers(String headers) {
      return set("headers", headers);
    }

    /** {@code gzip} or {@code none} (default). */
    public Builder compression(String compression) {
      return set("compression", compression);
    }

    /** How long one request may take; 10 s by default, at most a day. */
    public Builder timeout(Duration timeout) {
      return set("timeout", timeout.toString());
    }

    /** A PEM file of certificates to trust. */
    public Builder certificate(String path) {
      return set("certificate", path);
    }

    /** A PEM file with the client's private key, for mTLS; needs {@link #clientCertificate}. */
    public Builder clientKey(String path) {
      return set("clientKey", path);
    }

    /** A PEM file with the client's certificate, for mTLS; needs {@link #clientKey}. */
    public Builder clientCertificate(String path) {
      return set("clientCertificate", path);
    }

    /** {@code service.name}; by default the main class or jar. */
    public Builder serviceName(String name) {
      return set("serviceName", name);
    }

    /** Resource attributes, {@code name=value,name=value}. */
    public Builder resourceAttributes(String attributes) {
      return set("resourceAttributes", attributes);
    }

    /** {@code clickstack}, {@code lightstep} or {@code datakit}. */
    public Builder preset(String preset) {
      return set("preset", preset);
    }

    /**
     * What becomes of {@code GlobalOpenTelemetry}: {@code lazy} (default) boots it when it is first
     * asked for, {@code eager} at start, {@code never} leaves it alone.
     */
    public Builder global(String global) {
      return set("global", global);
    }

    /**
     * Where records go: {@code own} pipeline, the {@code global} OpenTelemetry, or {@code auto}
     * (default): the global one if it is set and no backend is named for logs.
     */
    public Builder export(String export) {
      return set("export", export);
    }

    /** Bound of the buffer; 64 MiB or a quarter of the maximum heap by default, at least 2 MiB. */
    public Builder bufferBytes(long bytes) {
      return set("bufferBytes", Long.toString(bytes));
    }

    /**
     * Which record is lost when the buffer is full: {@code drop-newest} (default), {@code
     * drop-oldest}, {@code drop-lowest-severity}, or, after waiting for {@link #blockTimeout}, the
     * newest with {@code block}. The last tenth of the buffer is kept for ERROR and above, and half
     * of it for calls that have waited in vain, as well.
     */
    public Builder overflow(String policy) {
      return set("overflow", policy);
    }

    /**
     * How long a log call that meets a full buffer waits for room while records are being
     * delivered; 100 ms by default. Nobody waits during an outage: where no record was delivered
     * for 1 s, and no file was added to a spool. Up to the first delivery the first 5 s count as
     * progress, and so does a quiet time, up to 1 s after its end. A call that drops others of a
     * spool waits up to 100 ms for the file that takes their place, outage or not.
     */
    public Builder overflowWait(Duration wait) {
      return set("overflowWait", wait.toString());
    }

    /** How long a log call waits for room with {@code overflow=block}; 10 s by default. */
    public Builder blockTimeout(Duration timeout) {
      return set("blockTimeout", timeout.toString());
    }

    /**
     * A directory that keeps records beyond the end of the process, whatever ends it; the next
     * process that is started with it ships them. Several may share it. None by default.
     */
    public Builder spool(String directory) {
      return set("spool", directory);
    }

    /**
     * Bound of all files in the spool; 1 GiB or a tenth of what is free by default, whichever is
     * less, and at least 16 MiB.
     */
    public Builder spoolBytes(long bytes) {
      return set("spoolBytes", Long.toString(bytes));
    }

    /**
     * How often what is in the spool is forced to the disk, so that a loss of power costs no more
     * than this; by default the system decides.
     */
    public Builder spoolForce(Duration interval) {
      return set("spoolForce", interval.toString());
    }

    /**
     * Whether each record carries {@code log.record.uid}, the same one at each attempt and after a
     * restart; by default it does with a {@link #spool}.
     */
    public Builder recordUid(boolean recordUid) {
      return set("recordUid", Boolean.toString(recordUid));
    }

    /**
     * Whether network capture, where an application has it, is on; by default it is with {@code
     * HYPERDX_ENABLE_ADVANCED_NETWORK_CAPTURE=1} in the environment.
     */
    public Builder captureNetwork(boolean captureNetwork) {
      return set("captureNetwork", Boolean.toString(captureNetwork));
    }

    /** How long delivering the rest may take at exit; 5 s by default, at most a day. */
    public Builder flushTimeout(Duration timeout) {
      return set("flushTimeout", timeout.toString());
    }

    /**
     * Sets an option by its name, as text. An empty or null text takes the option back.
     *
     * @throws IllegalArgumentException naming the option and the value, if there is no such option
     *     or the value does not fit
     */
    public Builder set(String name, String value) {
      if (value == null || value.isBlank()) {
        OptionChecks.checkName(name, "");
        values.remove(name);
        return this;
      }
      OptionChecks.check(name, value.trim());
      values.put(name, value.trim());
      return this;
    }

    public LoglineOptions build() {
      return new LoglineOptions(values);
    }
  }

  /** How long one request may take in milliseconds, or -1 where that is not set. */
  public long timeoutMillis() {
    String value = get("timeout");
    return value == null ? -1 : OptionChecks.duration("timeout", value).toMillis();
  }
}

package dev.logline.boot;

import dev.logline.LoglineOptions;
import dev.logline.diagnose.StatusPort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks into the PEM files that the element names: for one that is none the SDK would refuse the
 * whole configuration, and one that is empty it would take for a trust in nobody.
 */
final class TlsFiles {
  private static final String KEY = "clientKey";
  private static final String CERTIFICATE = "clientCertificate";
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final LoglineOptions options;
  private final StatusPort status;
  private final Set<String> unusable = new HashSet<>();

  private TlsFiles(LoglineOptions options, StatusPort status) {
    this.options = options;
    this.status = status;
  }

  /** The options whose files TLS cannot be made of; each is said. */
  static Set<String> unusable(LoglineOptions options, StatusPort status) {
    TlsFiles files = new TlsFiles(options, status);
    files.checkCertificates("certificate");
    files.checkCertificates(CERTIFICATE);
    files.checkKey();
    files.checkOther(KEY, CERTIFICATE);
    files.checkOther(CERTIFICATE, KEY);
    return files.unusable;
  }

  private boolean isUsed(String option) {
    return options.get(option) != null && !unusable.contains(option);
  }

  private void ignore(String option, String why) {
    unusable.add(option);
    status.error(
        "option " + option + ": '" + options.printable(option) + "' " + why + "; it is ignored");
  }

  private void checkCertificates(String option) {
    if (!isUsed(option)) {
      return;
    }
    try (InputStream in = Files.newInputStream(Path.of(options.get(option)))) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        ignore(option, "holds no certificate");
      }
    } catch (IOException | GeneralSecurityException e) {
      ignore(option, "is no PEM file of certificates (" + e + ")");
    }
  }

  private void checkKey() {
    if (!isUsed(KEY)) {
      return;
    }
    try {
      PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(decoded(Path.of(options.get(KEY))));
      if (!isKey("RSA", key) && !isKey("EC", key)) {
        ignore(KEY, "is no PEM file of a private key in PKCS #8, of RSA or EC");
      }
    } catch (IOException | IllegalArgumentException e) {
      ignore(KEY, "is no PEM file of a private key (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** As the SDK reads it. */
  private static byte[] decoded(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.UTF_8).trim();
    return text.startsWith(BEGIN) && text.endsWith(END)
        ? Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.indexOf(END)))
        : bytes;
  }

  private static boolean isKey(String algorithm, PKCS8EncodedKeySpec key) {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(key) != null;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Half of what mTLS needs is nothing; the other half may be the environment's. */
  private void checkOther(String half, String other) {
    if (isUsed(half) && !isUsed(other) && !isInEnvironment(Settings.EXPORTER_OPTIONS.get(other))) {
      ignore(half, "is of no use without " + other);
    }
  }

  private static boolean isInEnvironment(String key) {
    return Environment.isSet("otel.exporter.otlp." + key)
        || Settings.SIGNALS.stream()
            .anyMatch(signal -> Environment.isSet("otel.exporter.otlp." + signal + "." + key));
  }
}

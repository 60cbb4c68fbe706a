package dev.logline.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Keys with self-signed certificates, made by the JDK's keytool; no secret in them is real. */
public final class TestCertificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore keys;

  private TestCertificates(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Makes a key in {@code directory}.
   *
   * @param names the certificate's subject alternative names, such as {@code ip:127.0.0.1}
   */
  public static TestCertificates create(Path directory, String alias, String names) {
    Path file = directory.resolve(alias + ".p12");
    try {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  alias,
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + alias,
                  "-ext",
                  "san=" + names,
                  "-validity",
                  "2",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  new String(PASSWORD))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool ended with " + keytool.exitValue());
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        keys.load(in, PASSWORD);
      }
      return new TestCertificates(keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the certificate as PEM, as {@code OTEL_EXPORTER_OTLP_CERTIFICATE} takes it. */
  public void writeCertificate(Path file) throws IOException, GeneralSecurityException {
    String alias = keys.aliases().nextElement();
    writePem(file, "CERTIFICATE", keys.getCertificate(alias).getEncoded());
  }

  /** Writes the private key as PEM (PKCS 8), as {@code OTEL_EXPORTER_OTLP_CLIENT_KEY} takes it. */
  public void writeKey(Path file) throws IOException, GeneralSecurityException {
    String alias = keys.aliases().nextElement();
    writePem(file, "PRIVATE KEY", keys.getKey(alias, PASSWORD).getEncoded());
  }

  private static void writePem(Path file, String type, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
  }

  /** Presents this key, and trusts only {@code peer}. */
  public SSLContext context(TestCertificates peer) {
    try {
      KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
      own.init(keys, PASSWORD);
      return context(own.getKeyManagers(), peer.trustManager());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Presents nothing, and trusts only this. */
  public SSLContext trustingContext() {
    return context(null, trustManager());
  }

  private static SSLContext context(KeyManager[] own, X509TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, new X509TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trusts only this. */
  public X509TrustManager trustManager() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      String alias = keys.aliases().nextElement();
      trusted.setCertificateEntry(alias, keys.getCertificate(alias));
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(trusted);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

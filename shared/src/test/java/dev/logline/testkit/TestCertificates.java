package dev.logline.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Keys with certificates, self-signed or issued by another one, made by the JDK's keytool; no
 * secret in them is real.
 */
public final class TestCertificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path file;
  private final String alias;
  private final KeyStore keys;

  private TestCertificates(Path file, String alias) {
    this.file = file;
    this.alias = alias;
    this.keys = load(file);
  }

  /**
   * Makes a key in {@code directory}.
   *
   * @param names the certificate's subject alternative names, such as {@code ip:127.0.0.1}
   */
  public static TestCertificates create(Path directory, String alias, String names) {
    Path file = directory.resolve(alias + ".p12");
    keytool(file, alias, "-ext", "san=" + names, "-ext", "bc:c");
    return new TestCertificates(file, alias);
  }

  /**
   * Makes a key with a certificate that this issued.
   *
   * @param start when its two days begin, such as {@code -3d}
   */
  public TestCertificates issue(String name, String names, String start) {
    Path copy = file.resolveSibling(name + ".p12");
    try {
      Files.copy(file, copy);
      keytool(copy, name, "-ext", "san=" + names, "-signer", alias, "-startdate", start);
      TestCertificates issued = new TestCertificates(copy, name);
      issued.keys.deleteEntry(alias);
      return issued;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path file, String alias, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-validity", "2", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
    command.addAll(List.of(options));
    try {
      Process keytool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool ended with " + keytool.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore load(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the certificate as PEM, as {@code OTEL_EXPORTER_OTLP_CERTIFICATE} takes it. */
  public void writeCertificate(Path file) throws IOException, GeneralSecurityException {
    writePem(file, "CERTIFICATE", keys.getCertificate(alias).getEncoded());
  }

  /** Writes the private key as PEM (PKCS 8), as {@code OTEL_EXPORTER_OTLP_CLIENT_KEY} takes it. */
  public void writeKey(Path file) throws IOException, GeneralSecurityException {
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

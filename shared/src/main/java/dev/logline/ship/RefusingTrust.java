package dev.logline.ship;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts nobody, and remembers whom it did not trust. */
final class RefusingTrust extends X509ExtendedTrustManager {
  private volatile X509Certificate[] seen;

  /** What was made of the chain that was shown, or null if there was none. */
  <T> T seen(Function<X509Certificate[], T> made) {
    X509Certificate[] chain = seen;
    return chain == null || chain.length == 0 ? null : made.apply(chain);
  }

  /** No handshake of a client in this context succeeds, and it shows no certificate itself. */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS context can be made", e);
    }
  }

  private void refuse(X509Certificate[] chain) throws CertificateException {
    seen = chain == null ? null : chain.clone();
    throw new CertificateException("looked at, and never trusted");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    refuse(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    refuse(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    refuse(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    refuse(null);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    refuse(null);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    refuse(null);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}

package dev.logline.ship;

import javax.net.ssl.SSLHandshakeException;

/** What TLS said of a certificate, with the certificate it said it of. */
final class CertificateRefusedException extends SSLHandshakeException {
  private static final long serialVersionUID = 1L;

  CertificateRefusedException(String identity, Throwable refusal) {
    super(identity);
    initCause(refusal);
  }
}

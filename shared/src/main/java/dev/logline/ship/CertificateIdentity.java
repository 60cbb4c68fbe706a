package dev.logline.ship;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate in one sentence: whose it is, who issued it, from when until when it is valid and
 * for which names. Of a chain it is the first that is not valid now, and else the server's own.
 */
final class CertificateIdentity {
  private static final int DNS = 2;
  private static final int IP = 7;
  private static final int MAX_NAMES = 5;
  private static final int MAX_CHARS = 80;

  private CertificateIdentity() {}

  static String of(X509Certificate[] chain, String server, Instant now) {
    int told = 0;
    while (told < chain.length && validity(chain[told], now).isEmpty()) {
      told++;
    }
    boolean own = told == 0 || told == chain.length;
    X509Certificate certificate = own ? chain[0] : chain[told];
    return (own ? "the certificate of " : "an issuer's certificate shown by ")
        + server
        + validity(certificate, now)
        + ": subject "
        + name(certificate.getSubjectX500Principal())
        + ", issuer "
        + issuer(certificate)
        + ", valid from "
        + certificate.getNotBefore().toInstant()
        + " until "
        + certificate.getNotAfter().toInstant()
        + (own ? ", for " + names(certificate) : "");
  }

  private static String validity(X509Certificate certificate, Instant now) {
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      return " has expired";
    }
    return now.isBefore(certificate.getNotBefore().toInstant()) ? " is not valid yet" : "";
  }

  private static String issuer(X509Certificate certificate) {
    X500Principal issuer = certificate.getIssuerX500Principal();
    return issuer.equals(certificate.getSubjectX500Principal())
        ? "itself (self-signed)"
        : name(issuer);
  }

  private static String name(X500Principal principal) {
    String name = principal.getName();
    return name.isEmpty() ? "without a name" : cut(name);
  }

  private static String cut(String name) {
    return name.length() <= MAX_CHARS ? name : name.substring(0, MAX_CHARS) + "...";
  }

  /** What a host name is compared with; the subject has not counted for long. */
  private static String names(X509Certificate certificate) {
    List<String> names;
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      names =
          all == null
              ? List.of()
              : all.stream()
                  .filter(name -> name.get(0).equals(DNS) || name.get(0).equals(IP))
                  .map(name -> cut(String.valueOf(name.get(1))))
                  .toList();
    } catch (CertificateParsingException e) {
      return "names that cannot be read";
    }
    if (names.isEmpty()) {
      return "no host name";
    }
    String first = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MAX_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}

package dev.logline.diagnose;

import java.util.Locale;

/** Why a record did not arrive. */
public enum LossReason {
  /** The buffer had reached its bound. */
  QUEUE_FULL,
  /** The backend refused the record: a permanent error, or rejected in a partial success. */
  REJECTED,
  /** The exporter of an SDK that is not ours failed. */
  EXPORT_FAILED,
  /** The record alone is larger than the backend, or the buffer, takes. */
  TOO_LARGE,
  /** It was still undelivered when the process ended or Logline was shut down. */
  SHUTDOWN,
  /** It could not be encoded. */
  ENCODE_ERROR,
  /** An earlier run left it in the spool, where it was damaged: at least so many were. */
  SPOOL_DAMAGED;

  /** Whether an accepted record can be lost for this only when its request has ended. */
  public boolean endsRequest() {
    return switch (this) {
      case QUEUE_FULL, EXPORT_FAILED, SHUTDOWN, ENCODE_ERROR, SPOOL_DAMAGED -> false;
      default -> true;
    };
  }

  /** Its place among the reasons of this version; nothing outlives the process by it. */
  @SuppressWarnings("EnumOrdinal")
  int row() {
    return ordinal();
  }

  /** As in the attribute {@code error.type}, such as {@code queue_full}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

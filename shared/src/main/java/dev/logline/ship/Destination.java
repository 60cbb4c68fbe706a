package dev.logline.ship;

import dev.logline.logrecord.RecordWriter;

/**
 * Where the shipper brings records, once the boot knows.
 *
 * @param transport for records that are ready for the wire, or null where there is none
 * @param resource the resource they belong to, or null with no transport
 * @param replay where what an appender encoded must first go through an SDK, the way into it; else
 *     null
 */
public record Destination(Transport transport, EncodedResource resource, RecordWriter replay) {
  /** Straight to the backend. */
  public static Destination backend(Transport transport, EncodedResource resource) {
    return new Destination(transport, resource, null);
  }

  /** Through an SDK that does its own exporting. */
  public static Destination sdk(RecordWriter replay) {
    return new Destination(null, null, replay);
  }

  /** Whether the configuration exports no logs. */
  boolean isNowhere() {
    return transport == null && replay == null;
  }

  /**
   * Itself only. The method that a record has by default is linked by a class of the JDK's that
   * keeps, on Java 17, this class and with it the class loader of an application that was thrown
   * away.
   */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

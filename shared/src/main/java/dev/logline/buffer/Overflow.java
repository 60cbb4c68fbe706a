package dev.logline.buffer;

import java.time.Duration;
import java.util.Locale;

/**
 * What happens to a record that meets a full buffer.
 *
 * @param policy what to do when waiting did not help
 * @param patience how long the call waits for room at most, while records are being delivered; with
 *     {@link Policy#BLOCK} whether they are or not
 */
public record Overflow(Policy policy, Duration patience) {
  /** Which record is lost. */
  public enum Policy {
    /** The one that found no room. */
    DROP_NEWEST,
    /** The oldest ones, a segment of them at a time, of which none is being sent. */
    DROP_OLDEST,
    /**
     * The oldest of the least severe ones, if they are less severe than the one that found no room:
     * up to DEBUG, INFO, WARN, and ERROR and above are told apart. Order is kept within each of the
     * four; what is more severe is sent first.
     */
    DROP_LOWEST_SEVERITY,
    /** The one that found no room, after a longer wait. */
    BLOCK;

    /** The policy that the option {@code overflow} names so. */
    public static Policy named(String option) {
      return valueOf(option.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** Into how many lanes records are put. */
  int lanes() {
    return policy == Policy.DROP_LOWEST_SEVERITY ? 4 : 1;
  }

  int lane(int severity) {
    if (lanes() == 1) {
      return 0;
    }
    return severity < 9 ? 0 : severity < 13 ? 1 : severity < 17 ? 2 : 3;
  }
}

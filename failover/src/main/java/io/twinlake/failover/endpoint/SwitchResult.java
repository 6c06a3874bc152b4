package io.twinlake.failover.endpoint;

/** What became of a plan. */
public sealed interface SwitchResult {
    /** The values are in force, by our write and as read back. */
    record Switched(SwitchReading before, SwitchReading after) implements SwitchResult {}

    /** Nothing had to be written: the values were in force. */
    record AlreadyInForce(SwitchReading reading) implements SwitchResult {}

    /** Nothing was written, because somebody else has changed the setting meanwhile; the reason says to what. */
    record Refused(SwitchReading found, String reason) implements SwitchResult {}
}

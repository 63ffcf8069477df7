package se.iopledger.reporting.witness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a log says, or does not say, and the journal contradicts.
 *
 * @param origin of the log; as it calls itself, where it is none that the witness knows
 * @param what what differs, for a person, as it was first seen
 * @param position the first position known to differ or to be missing; null where none is known
 * @param agreedSize up to this size log and witness agreed before; null where they never did
 * @param statedSize the size that the log states
 * @param times how often the same was seen until a person decided
 * @param decision null while nobody has decided
 */
record Alarm(
        long id,
        String origin,
        Kind kind,
        String what,
        @Nullable Long position,
        @Nullable Long agreedSize,
        @Nullable Long statedSize,
        long times,
        Instant raisedAt,
        Instant lastRaisedAt,
        @Nullable Decision decision) {

    /** What is wrong. */
    enum Kind {
        /** A checkpoint of a log that the witness was not told of. */
        ORIGIN_IS_UNKNOWN,
        /** Something in the name of a log that none of its keys signed. */
        NOT_SIGNED_BY_THE_LOG,
        /** The log signed another root than the journal's entries have. */
        HISTORY_DIFFERS,
        /** The log signed fewer entries than it had. */
        LOG_WAS_SET_BACK,
        /** The log signed entries that did not arrive. */
        ENTRIES_ARE_WITHHELD,
        /** Entries did not arrive that came before others which did. */
        ENTRIES_ARE_MISSING,
        /** Another entry arrived at a position that the journal has. */
        ENTRY_DIFFERS,
        /** The journal itself is no longer what was cosigned. */
        JOURNAL_IS_DAMAGED
    }

    /**
     * What a person decided.
     *
     * @param by opaque id of the person
     */
    record Decision(Instant at, String by, String reason) {}

    /** An alarm as it is raised. */
    record Raised(
            String origin,
            Kind kind,
            String what,
            @Nullable Long position,
            @Nullable Long agreedSize,
            @Nullable Long statedSize) {}
}

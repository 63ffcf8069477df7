package se.iopledger.reporting.history;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of an agreement's history.
 *
 * @param origin the log it stands in, as {@code /agreement-service}
 * @param position where in that log
 * @param recordedTime when that log took it
 * @param effectiveOn the date from which it holds, in Europe/Stockholm
 * @param actor opaque id of who did it
 * @param reason in the actor's words
 * @param type CloudEvents type
 * @param summary for a person
 * @param cause the entry that made it necessary
 * @param leafHash RFC 6962 leaf hash of the entry, hexadecimal
 */
record Happening(
        String origin,
        long position,
        @Schema(description = "When that log took it.") Instant recordedTime,

        @Schema(description = "The date from which it holds.") @Nullable LocalDate effectiveOn,

        @Nullable String actor,
        @Nullable String reason,
        String type,
        String summary,
        @Nullable CausedBy cause,
        String leafHash) {

    /** Where the cause stands. */
    record CausedBy(String origin, long position) {}
}

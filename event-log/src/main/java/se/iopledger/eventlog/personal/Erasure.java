package se.iopledger.eventlog.personal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a data subject's key was deleted, and on which request.
 *
 * @param streamId the stream that tells of it
 * @param erasedOn the business date of it
 * @param ground what the law says why, by its constant
 * @param request null where the erasure was found in a log instead of asked for
 */
public record Erasure(
        String dataSubject,
        String streamId,
        String municipality,
        LocalDate erasedOn,
        String ground,
        @Nullable Request request) {

    /**
     * Who asked, so that the log can be told as if nothing had come between.
     *
     * @param key the idempotency key
     * @param digest digest of the request with that key
     */
    public record Request(String actor, @Nullable String reason, String key, String digest) {}
}

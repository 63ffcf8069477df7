package se.iopledger.eventlog;

/**
 * Names of the CloudEvents context attributes of an entry (CloudEvents 1.0, "Context Attributes"). All values are
 * strings. Those that are not of the specification's core are extension attributes of this ledger, named by its rules:
 * lower-case letters and digits, at most twenty.
 */
public final class EntryAttributes {

    public static final String SPEC_VERSION = "specversion";

    /** Position in the log, in decimal: 0, 1, 2 … without gaps. Written by the database. */
    public static final String SEQUENCE = "sequence";

    /** When the log took the entry: RFC 3339, UTC, six decimals. Written by the database. */
    public static final String RECORDED_TIME = "recordedtime";

    public static final String ID = "id";

    /** The log that the entry belongs to, such as {@code /agreement-service}. */
    public static final String SOURCE = "source";

    /** Name and version of the event, such as {@code se.iopledger.agreement.registered.v1}. */
    public static final String TYPE = "type";

    /** The stream: the id of the agreement, or of the thing that belongs to none. */
    public static final String SUBJECT = "subject";

    /** The event's number in its stream, in decimal: 0, 1, 2 … without gaps. */
    public static final String STREAM_SEQUENCE = "streamsequence";

    public static final String DATA_CONTENT_TYPE = "datacontenttype";
    public static final String DATA = "data";

    public static final String MUNICIPALITY = "municipality";

    /** Opaque id of who gave the command; names live outside the log. */
    public static final String ACTOR = "actor";

    public static final String REASON = "reason";

    /** When the fact holds: an ISO date in Europe/Stockholm. */
    public static final String EFFECTIVE = "effective";

    public static final String IDEMPOTENCY_KEY = "idempotencykey";
    public static final String REQUEST_DIGEST = "requestdigest";

    /** Source of the entry that caused this one. */
    public static final String CAUSE_ORIGIN = "causeorigin";

    /** Position, in its own log, of the entry that caused this one. */
    public static final String CAUSE_POSITION = "causeposition";

    public static final String AGGREGATE_TYPE = "aggregatetype";

    /** Metadata that has no attribute of its own: a JSON object, as text. */
    public static final String OTHER_METADATA = "othermetadata";

    private EntryAttributes() {}
}

package se.iopledger.reporting.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.Entry;

/** Entries as another service's log would have stored them. */
public final class Entries {
    public static final String MUNICIPALITY = "0188";

    private Entries() {}

    /**
     * An entry.
     *
     * @param cause the entry that made it necessary, or null
     */
    public static Entry entry(
            String origin,
            long position,
            Instant recordedTime,
            String agreementId,
            Object event,
            @Nullable Entry cause) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("specversion", "1.0");
        document.put("sequence", Long.toString(position));
        document.put("recordedtime", recordedTime.toString());
        document.put("id", origin + "-" + position + "-" + agreementId);
        document.put("source", origin);
        document.put("type", typeOf(event));
        document.put("subject", agreementId);
        document.put("streamsequence", Long.toString(position));
        document.put("datacontenttype", "application/json");
        document.put("actor", "registrar");
        if (cause != null) {
            document.put("causeorigin", cause.source());
            document.put("causeposition", Long.toString(cause.position()));
        }
        document.put("effective", "2021-12-20");
        document.put("municipality", MUNICIPALITY);
        document.put("data", event);
        return Entry.parse(ContractsJson.mapper().writeValueAsString(document).getBytes(StandardCharsets.UTF_8));
    }

    /** The CloudEvents type of an event of one of the three services. */
    public static String typeOf(Object event) {
        return EventCatalogue.byTopic().values().stream()
                .flatMap(events -> events.stream())
                .filter(released -> released.payload() == event.getClass())
                .findFirst()
                .orElseThrow()
                .type();
    }
}

package se.iopledger.agreement.lookup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import se.iopledger.agreement.domain.asof.AsOf.Recorded;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.EventCatalogue.Released;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.PostgresEventLog;
import tools.jackson.databind.json.JsonMapper;

/** What the log holds of an agreement, entry by entry. */
@Component
class RecordedHistory {
    private static final int PAGE = 200;
    private static final JsonMapper JSON = ContractsJson.mapper();

    private static final Map<String, Class<?>> PAYLOADS = EventCatalogue.agreements().stream()
            .collect(Collectors.toUnmodifiableMap(Released::type, Released::payload));

    private final PostgresEventLog log;

    RecordedHistory(PostgresEventLog log) {
        this.log = log;
    }

    /** The entries that were recorded by a time, in order, the first one first. */
    List<Entry> of(String agreementId, Instant knownAt) {
        List<Entry> known = new ArrayList<>();
        while (true) {
            List<Entry> page = log.readStream(agreementId, known.size(), PAGE);
            for (Entry entry : page) {
                // Recorded time never runs backwards.
                if (entry.recordedTime().isAfter(knownAt)) {
                    return List.copyOf(known);
                }
                known.add(entry);
            }
            if (page.size() < PAGE) {
                return List.copyOf(known);
            }
        }
    }

    static Recorded read(Entry entry) {
        Class<?> payload = PAYLOADS.get(entry.type());
        if (payload == null) {
            throw new IllegalStateException(entry + " has a type that this service never wrote");
        }
        return new Recorded((AgreementEvent) JSON.readValue(entry.data(), payload), effective(entry));
    }

    static LocalDate effective(Entry entry) {
        return LocalDate.parse(entry.attribute(EntryAttributes.EFFECTIVE)
                .orElseThrow(() -> new IllegalStateException(entry + " does not say from when it holds")));
    }
}

package se.iopledger.agreement.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.EventCatalogue.Released;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonRemoved;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.PostgresEventLog;
import tools.jackson.databind.json.JsonMapper;

/** What an agreement's stream tells of its contact persons, entry by entry. */
@Component
public class ContactEntries {
    private static final int PAGE = 200;
    private static final JsonMapper JSON = ContractsJson.mapper();

    private static final Map<String, Class<?>> PAYLOADS = EventCatalogue.agreements().stream()
            .filter(released -> List.of(ContactPersonNamed.class, ContactPersonRemoved.class, DataSubjectErased.class)
                    .contains(released.payload()))
            .collect(Collectors.toUnmodifiableMap(Released::type, Released::payload));

    private final PostgresEventLog log;

    ContactEntries(PostgresEventLog log) {
        this.log = log;
    }

    /** An entry about one person, and the event in it. */
    public record Told(Entry entry, Object event) {
        public String dataSubject() {
            return switch (event) {
                case ContactPersonNamed named -> named.dataSubject();
                case ContactPersonRemoved removed -> removed.dataSubject();
                case DataSubjectErased erased -> erased.dataSubject();
                default -> throw new IllegalStateException(entry + " is not about a contact person");
            };
        }
    }

    /** All entries about contact persons, in order. */
    public List<Told> of(String agreementId) {
        List<Told> told = new ArrayList<>();
        long next = 0;
        while (true) {
            List<Entry> page = log.readStream(agreementId, next, PAGE);
            for (Entry entry : page) {
                Class<?> payload = PAYLOADS.get(entry.type());
                if (payload != null) {
                    told.add(new Told(entry, JSON.readValue(entry.data(), payload)));
                }
            }
            if (page.size() < PAGE) {
                return List.copyOf(told);
            }
            next = page.getLast().streamSequence() + 1;
        }
    }
}

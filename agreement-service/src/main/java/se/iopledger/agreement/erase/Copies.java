package se.iopledger.agreement.erase;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.personal.SubjectKeys;

/** Looks where, beside the log, something about a person is held. */
@Component
class Copies {
    private final JdbcClient tables;
    private final ErasedSubjects erased;
    private final SubjectKeys keys;

    Copies(JdbcClient tables, ErasedSubjects erased, SubjectKeys keys) {
        this.tables = tables;
        this.erased = erased;
        this.keys = keys;
    }

    List<SubjectExport.Copy> of(String agreementId, String dataSubject) {
        return List.of(
                new SubjectExport.Copy(
                        "topic " + EventCatalogue.AGREEMENTS_TOPIC
                                + ", and whoever has it: the journal of reporting-service, subscribers, exports",
                        true,
                        "the entries above, byte for byte, with the texts encrypted",
                        false),
                new SubjectExport.Copy(
                        "snapshot of the agreement",
                        snapshotHolds(agreementId, dataSubject),
                        "opaque id, party and standing",
                        false),
                new SubjectExport.Copy(
                        "table erased_subject",
                        erased.holds(dataSubject),
                        "opaque id, agreement, date and ground of the erasure",
                        false),
                new SubjectExport.Copy(
                        "database of keys",
                        isKnownToKeys(dataSubject),
                        "the person's key, wrapped; after an erasure no key, but the request that asked for it",
                        false));
    }

    private boolean snapshotHolds(String agreementId, String dataSubject) {
        return tables.sql("SELECT count(*) FROM eventlog.snapshot WHERE stream_id = :stream"
                                + " AND position(convert_to(:subject, 'UTF8') IN payload) > 0")
                        .param("stream", agreementId)
                        .param("subject", dataSubject)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private boolean isKnownToKeys(String dataSubject) {
        return keys.erasureOf(dataSubject).isPresent()
                || keys.find(dataSubject)
                        .map(key -> {
                            key.close();
                            return true;
                        })
                        .orElse(false);
    }
}

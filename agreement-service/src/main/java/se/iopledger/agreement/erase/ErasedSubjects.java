package se.iopledger.agreement.erase;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.eventlog.personal.Erasure;
import se.iopledger.eventlog.personal.SubjectKeys;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/**
 * Who is erased, as the log says, so that a database of keys restored from a copy can be told again. What it hears it
 * also erases, which changes nothing where the key is gone already.
 */
@Component
class ErasedSubjects implements Projection {
    private final SubjectKeys keys;
    private final JdbcClient tables;

    ErasedSubjects(SubjectKeys keys, JdbcClient tables) {
        this.keys = keys;
        this.tables = tables;
    }

    @Override
    public String name() {
        return "erased-subjects";
    }

    @Override
    public List<String> tables() {
        return List.of("erased_subject");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient transaction) {
        if (event.payload() instanceof DataSubjectErased erased) {
            keys.erase(
                    new Erasure(
                            erased.dataSubject(),
                            event.streamId(),
                            event.municipality(),
                            erased.erasedOn(),
                            erased.ground().name(),
                            null),
                    true);
            keys.markRecorded(erased.dataSubject());
            transaction
                    .sql("INSERT INTO erased_subject (data_subject, agreement_id, municipality, erased_on, ground)"
                            + " VALUES (:subject, :agreement, :municipality, :on, :ground)"
                            + " ON CONFLICT (data_subject) DO NOTHING")
                    .param("subject", erased.dataSubject())
                    .param("agreement", event.streamId())
                    .param("municipality", event.municipality())
                    .param("on", erased.erasedOn())
                    .param("ground", erased.ground().name())
                    .update();
        }
    }

    List<Erasure> all() {
        return tables.sql("SELECT data_subject, agreement_id, municipality, erased_on, ground FROM erased_subject"
                        + " ORDER BY data_subject")
                .query((row, number) -> new Erasure(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, LocalDate.class),
                        row.getString(5),
                        null))
                .list();
    }

    boolean holds(String dataSubject) {
        return tables.sql("SELECT count(*) FROM erased_subject WHERE data_subject = :subject")
                        .param("subject", dataSubject)
                        .query(Long.class)
                        .single()
                > 0;
    }
}

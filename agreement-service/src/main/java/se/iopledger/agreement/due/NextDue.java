package se.iopledger.agreement.due;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonRemoved;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/** Keeps the day on which something next falls due for each agreement in force: the day after its last one. */
@Component
class NextDue implements Projection {
    @Override
    public String name() {
        return "agreement-next-due";
    }

    @Override
    public List<String> tables() {
        return List.of("next_due");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        switch ((AgreementEvent) event.payload()) {
            case AgreementActivated activated -> due(activated.lastDay().plusDays(1), event, tables);
            case AgreementExtended extended -> due(extended.lastDay().plusDays(1), event, tables);
            case AgreementExpired _, AgreementVoided _ -> nothingDue(event, tables);
            case AgreementRegistered _, FindingsRaised _, AgreementApproved _, AgreementSigned _ -> {
                // Nothing falls due before an agreement is in force.
            }
            case ContactPersonNamed _, ContactPersonRemoved _, DataSubjectErased _ -> {
                // Persons change no dates.
            }
        }
    }

    private static void due(LocalDate dueOn, RecordedEvent event, JdbcClient tables) {
        tables.sql("INSERT INTO next_due (agreement_id, municipality, due_on) VALUES (:id, :municipality, :dueOn)"
                        + " ON CONFLICT (agreement_id) DO UPDATE SET due_on = excluded.due_on")
                .param("id", event.streamId())
                .param("municipality", event.municipality())
                .param("dueOn", dueOn)
                .update();
    }

    private static void nothingDue(RecordedEvent event, JdbcClient tables) {
        tables.sql("DELETE FROM next_due WHERE agreement_id = :id")
                .param("id", event.streamId())
                .update();
    }
}

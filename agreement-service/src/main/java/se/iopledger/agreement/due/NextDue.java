package se.iopledger.agreement.due;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
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
            case LifeEvent life -> live(life, event, tables);
            case AgreementVoided _ -> nothingDue(event, tables);
            case AgreementRegistered _, FactEvent _ -> {
                // Nothing falls due before an agreement is in force, and what facts change of it is told as its life.
            }
        }
    }

    private static void live(LifeEvent life, RecordedEvent event, JdbcClient tables) {
        switch (life) {
            case AgreementActivated activated -> due(activated.lastDay().plusDays(1), event, tables);
            case AgreementExtended extended -> due(extended.lastDay().plusDays(1), event, tables);
            case ExtensionReversed reversed -> due(reversed.firstDay(), event, tables);
            case LastDayChanged changed -> due(changed.lastDay().plusDays(1), event, tables);
            case EndReversed reversed -> due(reversed.lastDay().plusDays(1), event, tables);
            case ActivationReversed _, AgreementExpired _, AgreementEnded _ -> nothingDue(event, tables);
            case TermsChanged _, TermsChangeReversed _ -> {
                // A last day that changed with the terms is told by itself.
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

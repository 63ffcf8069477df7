package se.iopledger.agreement.lookup;

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
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/** Keeps one row per agreement for lists. */
@Component
class AgreementOverview implements Projection {
    @Override
    public String name() {
        return "agreement-overview";
    }

    @Override
    public List<String> tables() {
        return List.of("agreement_overview");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        switch ((AgreementEvent) event.payload()) {
            case AgreementRegistered registered -> register(registered, event, tables);
            case FindingsRaised raised ->
                tables.sql("UPDATE agreement_overview SET findings = findings + :more WHERE agreement_id = :id")
                        .param("more", raised.findings().size())
                        .param("id", event.streamId())
                        .update();
            case AgreementApproved _ -> state(AgreementState.APPROVED, event, tables);
            case AgreementVoided _ -> state(AgreementState.VOIDED, event, tables);
            case LifeEvent life -> live(life, event, tables);
            case FactEvent _ -> {
                // These alone change no state; the version below does.
            }
        }
        tables.sql("UPDATE agreement_overview SET version = :version WHERE agreement_id = :id")
                .param("version", event.streamSequence())
                .param("id", event.streamId())
                .update();
    }

    private static void live(LifeEvent life, RecordedEvent event, JdbcClient tables) {
        switch (life) {
            case AgreementActivated activated -> {
                state(AgreementState.ACTIVE, event, tables);
                lastDay(activated.lastDay(), event, tables);
            }
            case ActivationReversed _ -> state(AgreementState.APPROVED, event, tables);
            case AgreementExtended extended -> lastDay(extended.lastDay(), event, tables);
            case ExtensionReversed reversed -> lastDay(reversed.firstDay().minusDays(1), event, tables);
            case LastDayChanged changed -> lastDay(changed.lastDay(), event, tables);
            case AgreementExpired _ -> state(AgreementState.EXPIRED, event, tables);
            case AgreementEnded ended -> {
                state(AgreementState.ENDED, event, tables);
                lastDay(ended.lastDay(), event, tables);
            }
            case EndReversed _ -> state(AgreementState.ACTIVE, event, tables);
            case TermsChanged _, TermsChangeReversed _ -> {
                // The list shows nothing that an amendment changes, save the last day, which is told by itself.
            }
        }
    }

    private static void register(AgreementRegistered registered, RecordedEvent event, JdbcClient tables) {
        Terms terms = registered.terms();
        // A registration after a void starts the row anew.
        tables.sql("DELETE FROM agreement_overview WHERE agreement_id = :id")
                .param("id", event.streamId())
                .update();
        tables.sql("INSERT INTO agreement_overview (agreement_id, municipality, short_name, title, case_number, state,"
                        + " first_day, last_day, findings, version) VALUES (:id, :municipality, :shortName, :title,"
                        + " :caseNumber, :state, :firstDay, :lastDay, 0, :version)")
                .param("id", event.streamId())
                .param("municipality", terms.municipality())
                .param("shortName", terms.shortName())
                .param("title", terms.title())
                .param("caseNumber", terms.caseNumber())
                .param("state", AgreementState.REGISTERED.name())
                .param("firstDay", terms.period().first())
                .param("lastDay", terms.period().last())
                .param("version", event.streamSequence())
                .update();
    }

    private static void state(AgreementState state, RecordedEvent event, JdbcClient tables) {
        tables.sql("UPDATE agreement_overview SET state = :state WHERE agreement_id = :id")
                .param("state", state.name())
                .param("id", event.streamId())
                .update();
    }

    private static void lastDay(LocalDate lastDay, RecordedEvent event, JdbcClient tables) {
        tables.sql("UPDATE agreement_overview SET last_day = :lastDay WHERE agreement_id = :id")
                .param("lastDay", lastDay)
                .param("id", event.streamId())
                .update();
    }
}

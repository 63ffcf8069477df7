package se.iopledger.agreement.deadline;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.agreement.domain.deadline.Deadline;
import se.iopledger.contracts.ContractsJson;
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
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the deadlines of each agreement in force. They follow from its terms and its last day, so that both are kept
 * beside them, the terms in every version that binds.
 */
@Component
class AgreementDeadlines implements Projection {
    private static final JsonMapper JSON = ContractsJson.mapper();

    @Override
    public String name() {
        return "agreement-deadlines";
    }

    @Override
    public List<String> tables() {
        return List.of("deadline_terms", "deadline");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        switch ((AgreementEvent) event.payload()) {
            case LifeEvent life -> live(life, event, tables);
            case AgreementVoided _ -> forget(event, tables);
            case AgreementRegistered _, FactEvent _ -> {
                // Nothing has to be done before an agreement is in force; what facts change is told as its life.
            }
        }
    }

    private static void live(LifeEvent life, RecordedEvent event, JdbcClient tables) {
        switch (life) {
            case AgreementActivated activated -> {
                bind(activated.termsVersion(), activated.firstDay(), activated.terms(), event, tables);
                until(activated.lastDay(), event, tables);
            }
            case ActivationReversed _ -> forget(event, tables);
            case AgreementExtended extended -> until(extended.lastDay(), event, tables);
            case ExtensionReversed reversed -> until(reversed.firstDay().minusDays(1), event, tables);
            case LastDayChanged changed -> until(changed.lastDay(), event, tables);
            case EndReversed reversed -> until(reversed.lastDay(), event, tables);
            case AgreementExpired _, AgreementEnded _ -> clear(event, tables);
            case TermsChanged changed -> {
                bind(changed.termsVersion(), changed.from(), changed.terms(), event, tables);
                again(event, tables);
            }
            case TermsChangeReversed reversed -> {
                tables.sql("DELETE FROM deadline_terms WHERE agreement_id = :id AND terms_version = :version")
                        .param("id", event.streamId())
                        .param("version", reversed.termsVersion())
                        .update();
                again(event, tables);
            }
        }
    }

    private static void bind(int version, LocalDate from, Terms terms, RecordedEvent event, JdbcClient tables) {
        tables.sql("INSERT INTO deadline_terms (agreement_id, terms_version, from_day, terms)"
                        + " VALUES (:id, :version, :from, :terms) ON CONFLICT (agreement_id, terms_version)"
                        + " DO UPDATE SET from_day = excluded.from_day, terms = excluded.terms")
                .param("id", event.streamId())
                .param("version", version)
                .param("from", from)
                .param("terms", JSON.writeValueAsString(terms))
                .update();
    }

    /** With other terms, and the last day as it stands. */
    private static void again(RecordedEvent event, JdbcClient tables) {
        tables.sql("SELECT on_day FROM deadline WHERE agreement_id = :id AND kind = :kind")
                .param("id", event.streamId())
                .param("kind", Deadline.Kind.LAST_DAY.name())
                .query(LocalDate.class)
                .optional()
                .ifPresent(lastDay -> until(lastDay, event, tables));
    }

    private static void until(LocalDate lastDay, RecordedEvent event, JdbcClient tables) {
        clear(event, tables);
        Terms terms = JSON.readValue(
                tables.sql("SELECT terms FROM deadline_terms WHERE agreement_id = :id"
                                + " ORDER BY from_day DESC, terms_version DESC LIMIT 1")
                        .param("id", event.streamId())
                        .query(String.class)
                        .single(),
                Terms.class);
        for (Deadline deadline : Deadline.of(terms, lastDay)) {
            tables.sql("INSERT INTO deadline (agreement_id, municipality, short_name, kind, on_day, clauses)"
                            + " VALUES (:id, :municipality, :shortName, :kind, :on, :clauses) ON CONFLICT DO NOTHING")
                    .param("id", event.streamId())
                    .param("municipality", event.municipality())
                    .param("shortName", terms.shortName())
                    .param("kind", deadline.kind().name())
                    .param("on", deadline.on())
                    .param("clauses", String.join(" ", deadline.clauses()))
                    .update();
        }
    }

    private static void clear(RecordedEvent event, JdbcClient tables) {
        tables.sql("DELETE FROM deadline WHERE agreement_id = :id")
                .param("id", event.streamId())
                .update();
    }

    private static void forget(RecordedEvent event, JdbcClient tables) {
        clear(event, tables);
        tables.sql("DELETE FROM deadline_terms WHERE agreement_id = :id")
                .param("id", event.streamId())
                .update();
    }
}

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
import se.iopledger.contracts.agreement.ArchiveEvent.AgreementArchived;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
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
        return List.of("agreement_overview", "agreement_finding_count", "agreement_terms_version");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        switch ((AgreementEvent) event.payload()) {
            case AgreementRegistered registered -> register(registered, event, tables);
            case FindingsRaised raised -> found(raised.findings().size(), event, tables);
            case AgreementApproved _ -> {
                by("approved_by_fact", event, tables);
                state(AgreementState.APPROVED, event, tables);
            }
            case AgreementArchived _ -> by("archived_by_fact", event, tables);
            case CorrectionApproved approved -> without(approved.fact(), event, tables);
            case AgreementVoided _ -> {
                state(AgreementState.VOIDED, event, tables);
                nothingFound(event, tables);
            }
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
            case ActivationReversed _ -> notInForce(event, tables);
            case AgreementExtended extended -> lastDay(extended.lastDay(), event, tables);
            case ExtensionReversed reversed -> lastDay(reversed.firstDay().minusDays(1), event, tables);
            case LastDayChanged changed -> lastDay(changed.lastDay(), event, tables);
            case AgreementExpired _ -> state(AgreementState.EXPIRED, event, tables);
            case AgreementEnded ended -> {
                state(AgreementState.ENDED, event, tables);
                lastDay(ended.lastDay(), event, tables);
            }
            case EndReversed _ -> state(AgreementState.ACTIVE, event, tables);
            case TermsChanged changed -> {
                version(changed.termsVersion(), changed.terms(), changed.from(), event, tables);
                nameAgain(event, tables);
            }
            case TermsChangeReversed reversed -> {
                tables.sql("DELETE FROM agreement_terms_version WHERE agreement_id = :id AND terms_version = :number")
                        .param("id", event.streamId())
                        .param("number", reversed.termsVersion())
                        .update();
                nameAgain(event, tables);
            }
        }
    }

    private static void register(AgreementRegistered registered, RecordedEvent event, JdbcClient tables) {
        Terms terms = registered.terms();
        // A registration after a void starts the row anew.
        nothingFound(event, tables);
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
        tables.sql("DELETE FROM agreement_terms_version WHERE agreement_id = :id")
                .param("id", event.streamId())
                .update();
        version(registered.termsVersion(), terms, terms.period().first(), event, tables);
    }

    private static void version(int number, Terms terms, LocalDate from, RecordedEvent event, JdbcClient tables) {
        tables.sql("INSERT INTO agreement_terms_version (agreement_id, terms_version, from_day, short_name, title,"
                        + " last_day) VALUES (:id, :number, :from, :shortName, :title, :lastDay)")
                .param("id", event.streamId())
                .param("number", number)
                .param("from", from)
                .param("shortName", terms.shortName())
                .param("title", terms.title())
                .param("lastDay", terms.period().last())
                .update();
    }

    /** By the latest terms that hold on a day, as the agreement's own page has them; of two of one day by the later one. */
    private static void nameAgain(RecordedEvent event, JdbcClient tables) {
        tables.sql("UPDATE agreement_overview SET short_name = shown.short_name, title = shown.title FROM ("
                        + "SELECT terms.short_name, terms.title FROM agreement_terms_version terms"
                        + " JOIN agreement_overview agreement ON agreement.agreement_id = terms.agreement_id"
                        + " WHERE terms.agreement_id = :id ORDER BY terms.from_day <= agreement.last_day DESC,"
                        + " terms.from_day DESC, terms.terms_version DESC LIMIT 1) shown"
                        + " WHERE agreement_overview.agreement_id = :id")
                .param("id", event.streamId())
                .update();
    }

    /** Raised with the fact that stands before them, directly or behind others of it. */
    private static void found(int more, RecordedEvent event, JdbcClient tables) {
        int behindOthers = tables.sql("UPDATE agreement_finding_count SET findings = findings + :more, last = :number"
                        + " WHERE agreement_id = :id AND last = :number - 1")
                .param("id", event.streamId())
                .param("number", event.streamSequence())
                .param("more", more)
                .update();
        if (behindOthers == 0) {
            tables.sql("INSERT INTO agreement_finding_count (agreement_id, fact, last, findings)"
                            + " VALUES (:id, :number - 1, :number, :more)")
                    .param("id", event.streamId())
                    .param("number", event.streamSequence())
                    .param("more", more)
                    .update();
        }
        countAgain(event, tables);
    }

    private static void nothingFound(RecordedEvent event, JdbcClient tables) {
        tables.sql("DELETE FROM agreement_finding_count WHERE agreement_id = :id")
                .param("id", event.streamId())
                .update();
        countAgain(event, tables);
    }

    private static void countAgain(RecordedEvent event, JdbcClient tables) {
        tables.sql("UPDATE agreement_overview SET findings = (SELECT coalesce(sum(findings), 0)"
                        + " FROM agreement_finding_count WHERE agreement_id = :id) WHERE agreement_id = :id")
                .param("id", event.streamId())
                .update();
    }

    private static void by(String column, RecordedEvent event, JdbcClient tables) {
        tables.sql("UPDATE agreement_overview SET " + column + " = :fact WHERE agreement_id = :id")
                .param("fact", event.streamSequence())
                .param("id", event.streamId())
                .update();
    }

    /** A void fact leaves nothing: neither its findings, nor the approval or archiving that it was. */
    private static void without(int fact, RecordedEvent event, JdbcClient tables) {
        tables.sql("DELETE FROM agreement_finding_count WHERE agreement_id = :id AND fact = :fact")
                .param("id", event.streamId())
                .param("fact", fact)
                .update();
        tables.sql("UPDATE agreement_overview SET approved_by_fact = nullif(approved_by_fact, :fact),"
                        + " archived_by_fact = nullif(archived_by_fact, :fact) WHERE agreement_id = :id")
                .param("id", event.streamId())
                .param("fact", fact)
                .update();
        tables.sql("UPDATE agreement_overview SET state = :draft"
                        + " WHERE agreement_id = :id AND state = :approved AND approved_by_fact IS NULL")
                .param("id", event.streamId())
                .param("draft", AgreementState.REGISTERED.name())
                .param("approved", AgreementState.APPROVED.name())
                .update();
        countAgain(event, tables);
    }

    /**
     * It may be its approval that did not hold. Without it no other terms hold than those that were registered, and nothing
     * moves the last day: what did is told again once the agreement is in force again.
     */
    private static void notInForce(RecordedEvent event, JdbcClient tables) {
        tables.sql("DELETE FROM agreement_terms_version WHERE agreement_id = :id AND terms_version >"
                        + " (SELECT min(terms_version) FROM agreement_terms_version WHERE agreement_id = :id)")
                .param("id", event.streamId())
                .update();
        tables.sql(
                        "UPDATE agreement_overview SET last_day = registered.last_day FROM agreement_terms_version registered"
                                + " WHERE registered.agreement_id = :id AND agreement_overview.agreement_id = :id")
                .param("id", event.streamId())
                .update();
        nameAgain(event, tables);
        tables.sql("UPDATE agreement_overview SET state ="
                        + " CASE WHEN approved_by_fact IS NULL THEN :draft ELSE :approved END WHERE agreement_id = :id")
                .param("id", event.streamId())
                .param("draft", AgreementState.REGISTERED.name())
                .param("approved", AgreementState.APPROVED.name())
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
        nameAgain(event, tables);
    }
}

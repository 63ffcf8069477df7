package se.iopledger.agreement.deadline;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.agreement.domain.deadline.Deadline;
import se.iopledger.agreement.domain.deadline.Deadline.Kind;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyRegistered;
import se.iopledger.contracts.agreement.ConductEvent.EligibilityEvidenced;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanAccepted;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanDemanded;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanSubmitted;
import se.iopledger.contracts.agreement.ConductEvent.RequirementChecked;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExitEvent.BreachRegistered;
import se.iopledger.contracts.agreement.ExitEvent.BreachRemedied;
import se.iopledger.contracts.agreement.ExitEvent.RemedyCalledFor;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.GovernanceEvent;
import se.iopledger.contracts.agreement.GovernanceEvent.MandateEnded;
import se.iopledger.contracts.agreement.GovernanceEvent.RepresentativeAppointed;
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
 * Keeps the deadlines of each agreement in force. Some follow from its terms and its last day, so that both are kept
 * beside them, the terms in every version that binds; others a fact set, and they count while there is a last day to come.
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
            case AgreementVoided _ -> {
                forget(event, tables);
                tables.sql("DELETE FROM deadline WHERE agreement_id = :id")
                        .param("id", event.streamId())
                        .update();
            }
            case ConductEvent conduct -> conduct(conduct, event, tables);
            case GovernanceEvent.OfRepresentative representative -> mandate(representative, event, tables);
            case ExitEvent.OfBreach breach -> breach(breach, event, tables);
            case CorrectionApproved approved -> without(approved.fact(), event, tables);
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

    private static void conduct(ConductEvent conduct, RecordedEvent event, JdbcClient tables) {
        switch (conduct) {
            case RemediationPlanDemanded demanded ->
                set(Kind.REMEDIATION_PLAN, demanded.deficiencyId(), demanded.deadline(), List.of(), event, tables);
            case RemediationPlanSubmitted submitted ->
                kept(Kind.REMEDIATION_PLAN, submitted.deficiencyId(), event, tables);
            case DeficiencyFollowedUp followedUp ->
                kept(Kind.REMEDIATION_PLAN, followedUp.deficiencyId(), event, tables);
            case RequirementChecked checked -> {
                if (checked.replaces() != null) {
                    kept(Kind.REQUIREMENT_CHECK, checked.replaces(), event, tables);
                }
                set(Kind.REQUIREMENT_CHECK, checked.checkId(), checked.nextCheckOn(), checked.clauses(), event, tables);
            }
            case EligibilityEvidenced evidenced ->
                set(
                        Kind.ELIGIBILITY_EVIDENCE,
                        evidenced.evidenceId(),
                        evidenced.validUntil(),
                        List.of(),
                        event,
                        tables);
            case ConductEvent.OfDialogue _,
                    ConductEvent.OfDeviation _,
                    ConductEvent.OfDeadline _,
                    DeficiencyRegistered _,
                    RemediationPlanAccepted _ -> {
                // Nothing new has to be done by a day.
            }
        }
    }

    private static void mandate(
            GovernanceEvent.OfRepresentative representative, RecordedEvent event, JdbcClient tables) {
        switch (representative) {
            case RepresentativeAppointed appointed ->
                set(Kind.MANDATE, appointed.representativeId(), appointed.until(), List.of(), event, tables);
            case MandateEnded ended -> {
                kept(Kind.MANDATE, ended.representativeId(), event, tables);
                set(Kind.MANDATE, ended.representativeId(), ended.lastDay(), List.of(), event, tables);
            }
        }
    }

    private static void breach(ExitEvent.OfBreach breach, RecordedEvent event, JdbcClient tables) {
        switch (breach) {
            case RemedyCalledFor called ->
                set(Kind.REMEDY, called.breachId(), called.remedyBy(), List.of(), event, tables);
            case BreachRemedied remedied -> kept(Kind.REMEDY, remedied.breachId(), event, tables);
            case BreachRegistered _ -> {
                // Nobody has been called on yet.
            }
        }
    }

    /** @param by null where the fact sets no day */
    private static void set(
            Kind kind,
            String concerns,
            @Nullable LocalDate by,
            List<String> clauses,
            RecordedEvent event,
            JdbcClient tables) {
        if (by == null) {
            return;
        }
        tables.sql("INSERT INTO deadline (agreement_id, municipality, kind, on_day, clauses, concerns, set_by)"
                        + " VALUES (:id, :municipality, :kind, :on, :clauses, :concerns, :fact)"
                        + " ON CONFLICT (agreement_id, kind, on_day, concerns)"
                        + " DO UPDATE SET set_by = excluded.set_by, kept_by = '{}'")
                .param("id", event.streamId())
                .param("municipality", event.municipality())
                .param("kind", kind.name())
                .param("on", by)
                .param("clauses", String.join(" ", clauses))
                .param("concerns", concerns)
                .param("fact", event.streamSequence())
                .update();
    }

    private static void kept(Kind kind, String concerns, RecordedEvent event, JdbcClient tables) {
        tables.sql("UPDATE deadline SET kept_by = kept_by || :fact::bigint"
                        + " WHERE agreement_id = :id AND kind = :kind AND concerns = :concerns")
                .param("id", event.streamId())
                .param("kind", kind.name())
                .param("concerns", concerns)
                .param("fact", event.streamSequence())
                .update();
    }

    /** A deadline goes with the fact that set it, and is to be kept again without the one that kept it. */
    private static void without(int fact, RecordedEvent event, JdbcClient tables) {
        tables.sql("DELETE FROM deadline WHERE agreement_id = :id AND set_by = :fact")
                .param("id", event.streamId())
                .param("fact", fact)
                .update();
        tables.sql("UPDATE deadline SET kept_by = array_remove(kept_by, :fact::bigint) WHERE agreement_id = :id")
                .param("id", event.streamId())
                .param("fact", fact)
                .update();
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
        NavigableMap<LocalDate, Terms> versions = versions(event, tables);
        // A name is the one that the newest terms give it.
        String shortName = versions.lastEntry().getValue().shortName();
        for (Deadline deadline : Deadline.of(versions, lastDay)) {
            tables.sql("INSERT INTO deadline (agreement_id, municipality, short_name, kind, on_day, clauses)"
                            + " VALUES (:id, :municipality, :shortName, :kind, :on, :clauses) ON CONFLICT DO NOTHING")
                    .param("id", event.streamId())
                    .param("municipality", event.municipality())
                    .param("shortName", shortName)
                    .param("kind", deadline.kind().name())
                    .param("on", deadline.on())
                    .param("clauses", String.join(" ", deadline.clauses()))
                    .update();
        }
    }

    /** Of two with the same first day the later one holds. */
    private static NavigableMap<LocalDate, Terms> versions(RecordedEvent event, JdbcClient tables) {
        NavigableMap<LocalDate, Terms> versions = new TreeMap<>();
        tables.sql("SELECT from_day, terms FROM deadline_terms WHERE agreement_id = :id ORDER BY terms_version")
                .param("id", event.streamId())
                .query((row, number) -> versions.put(
                        row.getObject("from_day", LocalDate.class),
                        JSON.readValue(row.getString("terms"), Terms.class)))
                .list();
        return versions;
    }

    private static void clear(RecordedEvent event, JdbcClient tables) {
        tables.sql("DELETE FROM deadline WHERE agreement_id = :id AND set_by IS NULL")
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

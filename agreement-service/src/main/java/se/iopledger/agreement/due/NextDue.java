package se.iopledger.agreement.due;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.agreement.domain.conduct.Deadlines;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ConductEvent.Deadline;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyRegistered;
import se.iopledger.contracts.agreement.ConductEvent.EligibilityEvidenced;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanAccepted;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanDemanded;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanSubmitted;
import se.iopledger.contracts.agreement.ConductEvent.RequirementChecked;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.ExtensionEvent.ContinuationReviewed;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.ExtensionRule;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/**
 * Keeps the days on which something falls due for an agreement: the day after its last one while it is in force, and the
 * days after its deadlines, which count only beside that one.
 */
@Component
class NextDue implements Projection {
    /** The row that an agreement in force has. */
    static final String END = "end";

    private static final String REVIEW = deadline(Deadline.REVIEW, Deadlines.REVIEW);

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
            case ConductEvent conduct -> conduct(conduct, event, tables);
            case ContinuationReviewed _ -> kept(REVIEW, event, tables);
            case AgreementVoided _ ->
                tables.sql("DELETE FROM next_due WHERE agreement_id = :id")
                        .param("id", event.streamId())
                        .update();
            case CorrectionApproved approved -> voided(approved.fact(), event, tables);
            case AgreementRegistered _, FactEvent _ -> {
                // What the other facts change of the last day is told as the agreement's life.
            }
        }
    }

    private static void live(LifeEvent life, RecordedEvent event, JdbcClient tables) {
        switch (life) {
            case AgreementActivated activated -> {
                endsAfter(activated.lastDay(), event, tables);
                reviewBy(activated.terms()).ifPresent(day -> dueAfter(day, REVIEW, event, tables));
            }
            case AgreementExtended extended -> endsAfter(extended.lastDay(), event, tables);
            case ExtensionReversed reversed -> endsAfter(reversed.firstDay().minusDays(1), event, tables);
            case LastDayChanged changed -> endsAfter(changed.lastDay(), event, tables);
            case EndReversed reversed -> endsAfter(reversed.lastDay(), event, tables);
            case ActivationReversed _, AgreementExpired _, AgreementEnded _ -> noEnd(event, tables);
            // A last day that changed with the terms is told by itself.
            case TermsChanged changed -> reviewMoves(changed, event, tables);
            case TermsChangeReversed _ -> {
                // Of the version before, only the day of a review is kept here, and that may come too often.
            }
        }
    }

    private static void conduct(ConductEvent conduct, RecordedEvent event, JdbcClient tables) {
        switch (conduct) {
            case RemediationPlanDemanded demanded ->
                dueAfter(
                        demanded.deadline(),
                        deadline(Deadline.REMEDIATION_PLAN, demanded.deficiencyId()),
                        event,
                        tables);
            case RemediationPlanSubmitted submitted ->
                kept(deadline(Deadline.REMEDIATION_PLAN, submitted.deficiencyId()), event, tables);
            case DeficiencyFollowedUp followedUp ->
                kept(deadline(Deadline.REMEDIATION_PLAN, followedUp.deficiencyId()), event, tables);
            case DeadlinePassed passed -> told(true, deadline(passed.what(), passed.of()), event, tables);
            case DeadlineKept kept -> told(false, deadline(kept.what(), kept.of()), event, tables);
            case RequirementChecked checked -> {
                if (checked.replaces() != null) {
                    kept(deadline(Deadline.REQUIREMENT_CHECK, checked.replaces()), event, tables);
                }
                if (checked.nextCheckOn() != null) {
                    dueAfter(
                            checked.nextCheckOn(),
                            deadline(Deadline.REQUIREMENT_CHECK, checked.checkId()),
                            event,
                            tables);
                }
            }
            case EligibilityEvidenced evidenced -> {
                if (evidenced.validUntil() != null) {
                    dueAfter(
                            evidenced.validUntil(),
                            deadline(Deadline.ELIGIBILITY_EVIDENCE, evidenced.evidenceId()),
                            event,
                            tables);
                }
            }
            case ConductEvent.OfDialogue _,
                    ConductEvent.OfDeviation _,
                    DeficiencyRegistered _,
                    RemediationPlanAccepted _ -> {
                // Nothing new falls due.
            }
        }
    }

    private static Optional<LocalDate> reviewBy(Terms terms) {
        return Optional.ofNullable(terms.extension()).map(ExtensionRule::reviewBy);
    }

    private static void reviewMoves(TermsChanged changed, RecordedEvent event, JdbcClient tables) {
        Optional<LocalDate> reviewBy = reviewBy(changed.terms());
        if (reviewBy.isEmpty()) {
            tables.sql("DELETE FROM next_due WHERE agreement_id = :id AND what = :what")
                    .param("id", event.streamId())
                    .param("what", REVIEW)
                    .update();
            return;
        }
        // That an earlier day passed says nothing of the new one.
        tables.sql("UPDATE next_due SET told = false WHERE agreement_id = :id AND what = :what AND due_on <> :dueOn")
                .param("id", event.streamId())
                .param("what", REVIEW)
                .param("dueOn", reviewBy.get().plusDays(1))
                .update();
        dueAfter(reviewBy.get(), REVIEW, event, tables);
    }

    private static String deadline(Deadline what, String of) {
        return what + ":" + of;
    }

    private static void endsAfter(LocalDate lastDay, RecordedEvent event, JdbcClient tables) {
        dueAfter(lastDay, END, event, tables);
    }

    private static void dueAfter(LocalDate lastDay, String what, RecordedEvent event, JdbcClient tables) {
        tables.sql("INSERT INTO next_due (agreement_id, what, municipality, due_on, set_by)"
                        + " VALUES (:id, :what, :municipality, :dueOn, :fact)"
                        + " ON CONFLICT (agreement_id, what)"
                        + " DO UPDATE SET due_on = excluded.due_on, set_by = excluded.set_by")
                .param("id", event.streamId())
                .param("what", what)
                .param("municipality", event.municipality())
                .param("dueOn", lastDay.plusDays(1))
                .param("fact", event.streamSequence())
                .update();
    }

    private static void noEnd(RecordedEvent event, JdbcClient tables) {
        tables.sql("DELETE FROM next_due WHERE agreement_id = :id AND what = :end")
                .param("id", event.streamId())
                .param("end", END)
                .update();
    }

    private static void kept(String what, RecordedEvent event, JdbcClient tables) {
        tables.sql("UPDATE next_due SET kept_by = kept_by || :fact::bigint WHERE agreement_id = :id AND what = :what")
                .param("id", event.streamId())
                .param("what", what)
                .param("fact", event.streamSequence())
                .update();
    }

    private static void told(boolean passed, String what, RecordedEvent event, JdbcClient tables) {
        tables.sql("UPDATE next_due SET told = :passed WHERE agreement_id = :id AND what = :what")
                .param("id", event.streamId())
                .param("what", what)
                .param("passed", passed)
                .update();
    }

    /** A deadline goes with the fact that set it, and is to be watched again without the fact that kept it. */
    private static void voided(int fact, RecordedEvent event, JdbcClient tables) {
        tables.sql("DELETE FROM next_due WHERE agreement_id = :id AND what <> :end AND set_by = :fact")
                .param("id", event.streamId())
                .param("end", END)
                .param("fact", fact)
                .update();
        tables.sql("UPDATE next_due SET kept_by = array_remove(kept_by, :fact::bigint) WHERE agreement_id = :id")
                .param("id", event.streamId())
                .param("fact", fact)
                .update();
    }
}

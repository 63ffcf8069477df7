package se.iopledger.agreement.domain.extend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.ExtensionCommand;
import se.iopledger.agreement.domain.ExtensionCommand.AgreeExtension;
import se.iopledger.agreement.domain.ExtensionCommand.CheckFunds;
import se.iopledger.agreement.domain.ExtensionCommand.RecordReview;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.extend.Continuation.Agreed;
import se.iopledger.agreement.domain.extend.Continuation.FundsCheck;
import se.iopledger.agreement.domain.extend.Continuation.Review;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ExtensionEvent;
import se.iopledger.contracts.agreement.ExtensionEvent.ContinuationReviewed;
import se.iopledger.contracts.agreement.ExtensionEvent.ExtensionAgreed;
import se.iopledger.contracts.agreement.ExtensionEvent.FundsChecked;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.ExtensionRule;

/** What the parties do for an agreement to go on. That it does is said by {@link Extending}. */
@CheckReturnValue
public final class Continuing {
    private Continuing() {}

    /** Decides what is done for an agreement to go on. */
    public static Decision<AgreementEvent> decide(Known known, ExtensionCommand command) {
        return DateRules.onceInForce(known, () -> switch (command) {
            case AgreeExtension agree -> agree(known, agree);
            case CheckFunds check -> check(known, check);
            case RecordReview review -> review(known, review);
        });
    }

    private static Decision<AgreementEvent> agree(Known known, AgreeExtension command) {
        Optional<LocalDate> boundOn =
                command.signatures().stream().map(Signature::signedOn).max(Comparator.naturalOrder());
        if (boundOn.isEmpty()) {
            return Decision.rejected(ExtensionRules.mustBeSignedByAll(
                    known, known.terms().extension(), command, command.mandate().today()));
        }
        // By what the parties had agreed on by then, whatever they signed since.
        Run run = Run.asOf(known, boundOn.get());
        LocalDate end = run.end();
        ExtensionRule rule = run.known().termsOn(boundOn.get()).extension();
        if (rule == null) {
            return Decision.rejected(ExtensionRules.extensionMustBeRegulated(known));
        }
        LocalDate firstDay = end.plusDays(1);
        LocalDate lastDay = lastDay(rule, firstDay, command);
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        ExtensionRules.extenderMustNotHaveRegistered(known, command),
                        ExtensionRules.extensionMustBeByAgreement(rule),
                        ExtensionRules.extensionMustRestOnItsPaper(known, rule, command),
                        ExtensionRules.extenderMustNotHaveFiledThePaper(known, command),
                        ExtensionRules.signaturesMustHold(run.known(), rule, command, boundOn.get()),
                        ExtensionRules.extensionMustBeAgreedBeforeTheEnd(rule, end, boundOn.get()),
                        ExtensionRules.extensionMustNotBeAgreedTwice(known, rule, command, boundOn.get()),
                        ExtensionRules.endMustBeTakenBackFirst(known, end, boundOn.get()),
                        ExtensionRules.reviewMustComeFirst(known, rule, boundOn.get()),
                        ExtensionRules.lastDayMustBeStated(rule, command),
                        ExtensionRules.lastDayMustFollowFromTheTerms(rule, lastDay, command),
                        ExtensionRules.lastDayMustComeAfterTheFirst(rule, firstDay, lastDay)),
                () -> List.of(new ExtensionAgreed(
                        known.agreementId(),
                        known.facts().nextId("extension", ExtensionAgreed.class),
                        firstDay,
                        lastDay,
                        calculation(rule, firstDay, lastDay),
                        command.signatures(),
                        boundOn.get(),
                        command.documentId(),
                        rule.clauses())));
    }

    private static LocalDate lastDay(ExtensionRule rule, LocalDate firstDay, AgreeExtension command) {
        LocalDate stated = command.lastDay();
        return rule.years() == null && stated != null ? stated : Extending.lastDayOfExtension(rule, firstDay);
    }

    private static String calculation(ExtensionRule rule, LocalDate firstDay, LocalDate lastDay) {
        return rule.years() == null
                ? "the parties agreed that the extension from " + firstDay + " runs to " + lastDay
                : rule.years() + " years from " + firstDay + " end on " + lastDay;
    }

    private static Decision<AgreementEvent> check(Known known, CheckFunds command) {
        // First of all: extensions are not counted up to the end of the calendar.
        Optional<Rejection> unreasonable = EveryValue.mustHold(command);
        if (unreasonable.isPresent()) {
            return Decision.rejected(unreasonable.get());
        }
        return Refusals.unless(
                List.of(
                        DateRules.dateMustNotBeInTheFuture(
                                "/resolution/decidedOn", command.resolution().decidedOn(), command.mandate()),
                        ExtensionRules.extensionMustFollowByItsRule(known, command),
                        ExtensionRules.fundsMustBeACondition(known, command),
                        ExtensionRules.fundsMustBeCheckedBeforeTheExtension(fundsClauses(known, command), command),
                        ExtensionRules.fundsMustNotBeCheckedTwice(known, fundsClauses(known, command), command)),
                () -> List.of(new FundsChecked(
                        known.agreementId(),
                        command.extensionFrom(),
                        command.exist(),
                        command.resolution(),
                        fundsClauses(known, command))));
    }

    private static List<String> fundsClauses(Known known, CheckFunds command) {
        return known.termsOn(command.resolution().decidedOn()).conditions().stream()
                .filter(condition -> condition.kind() == ConditionKind.FUNDS_EXIST)
                .map(Condition::clauses)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static Decision<AgreementEvent> review(Known known, RecordReview command) {
        ExtensionRule rule = known.termsOn(command.reviewedOn()).extension();
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        ExtensionRules.reviewMustBeInTheTerms(rule),
                        DateRules.dateMustNotBeInTheFuture("/reviewedOn", command.reviewedOn(), command.mandate()),
                        ExtensionRules.reviewMustFallInThePeriod(known, command),
                        ExtensionRules.reviewMustNotBeRecordedTwice(known, rule, command)),
                () -> List.of(new ContinuationReviewed(
                        known.agreementId(),
                        command.reviewedOn(),
                        command.outcome(),
                        command.reference(),
                        Optional.ofNullable(rule).map(ExtensionRule::clauses).orElse(List.of()))));
    }

    /** The agreement with what was done. */
    public static Known evolve(Known known, ExtensionEvent event) {
        Continuation before = known.continuation();
        return known.with(
                switch (event) {
                    case ExtensionAgreed agreed -> {
                        String paper = agreed.documentId();
                        if (paper != null && known.documents().find(paper).isEmpty()) {
                            throw Impossible.event(event, known);
                        }
                        yield before.and(new Agreed(
                                agreed.extensionId(),
                                agreed.firstDay(),
                                agreed.lastDay(),
                                agreed.boundOn(),
                                paper,
                                agreed.clauses()));
                    }
                    case FundsChecked checked ->
                        before.and(new FundsCheck(
                                checked.firstDay(),
                                checked.exist(),
                                checked.resolution().decidedOn()));
                    case ContinuationReviewed reviewed ->
                        before.and(new Review(reviewed.reviewedOn(), reviewed.outcome()));
                });
    }
}

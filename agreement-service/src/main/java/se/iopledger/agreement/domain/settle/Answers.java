package se.iopledger.agreement.domain.settle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.amend.Amendment;
import se.iopledger.agreement.domain.conduct.Deviation;
import se.iopledger.agreement.domain.conduct.RequirementCheck;
import se.iopledger.agreement.domain.document.Documents.Filed;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.fund.DecidingFunding;
import se.iopledger.agreement.domain.govern.FirstMeeting;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.ConductEvent.Result;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Terms;

/**
 * What answers a finding without a decision on it: the terms no longer give rise to it, or what they lacked was recorded.
 * Nothing is remembered of it, so that a fact that is voided takes its answer with it.
 */
@CheckReturnValue
final class Answers {
    private Answers() {}

    /** @param day as which it is asked: terms that hold only later answer nothing yet */
    static boolean answer(Known known, Finding finding, LocalDate day) {
        return termsThatAreNoMore(known, finding, day)
                || switch (finding.rule()) {
                    case "DocumentMustBeAtHand" -> documents(known).anyMatch(filed -> isNamed(filed, finding));
                    case "ProposedDecisionMustBeAtHand", "DecisionMustBeEvidenced" ->
                        documents(known).anyMatch(filed -> filed.kind() == Kind.DECISION);
                    case "YearlyDecisionMustBeRecorded" ->
                        yearlyDecision(known, Arising.in(known, finding, day), finding);
                    case "FundingMustNotBeDecidedBelowTheYearBefore" ->
                        known.fundingDecisions()
                                .standing()
                                .filter(decision -> Findings.concerns(finding, decision.decisionId()))
                                .noneMatch(decision -> DecidingFunding.isBelowItsFloor(known, decision));
                    case "DeviationMustBeApprovedBeforeItIsMade" ->
                        known.conduct().deviations().stream()
                                .filter(deviation -> Findings.concerns(finding, deviation.id()))
                                .noneMatch(Deviation::madeUnapproved);
                    case "RequirementMustBeFulfilled", "RequirementMustBeEvidenced" -> laterCheck(known, finding);
                    case "PurposeMustBeAgreedToStay" -> renegotiation(known, finding);
                    case "FirstMeetingMustDecideWhatIsLeftToIt" -> aMeetingSince(known, finding);
                    default -> false;
                };
    }

    /** Some version of the terms gave rise to it, and none that holds on the day or later does. */
    private static boolean termsThatAreNoMore(Known known, Finding finding, LocalDate day) {
        return Arising.since(known, finding, day).isEmpty()
                && versions(known).anyMatch(terms -> Arising.isIn(terms, finding));
    }

    private static Stream<Terms> versions(Known known) {
        return Stream.of(
                        Stream.of(known.registration().terms()),
                        known.amendments().all().stream()
                                .map(amendment -> amendment.proposal().terms()),
                        known.life().versions().stream().map(Life.Version::terms))
                .flatMap(terms -> terms)
                .distinct();
    }

    private static Stream<Filed> documents(Known known) {
        return known.documents().filed().stream().filter(Filed::stands);
    }

    private static boolean isNamed(Filed filed, Finding finding) {
        return filed.label() != null && Findings.concerns(finding, filed.label());
    }

    /** UPP-5: the plan of a year is one until the year is decided. */
    private static boolean yearlyDecision(Known known, Terms terms, Finding finding) {
        Adjustment adjustment = terms.funding().adjustment();
        return adjustment != null
                && terms.funding().grants().stream()
                        .filter(grant -> isThePlanOf(grant, finding))
                        .anyMatch(grant -> known.fundingDecisions()
                                .of(adjustment.basis(), grant.year())
                                .isPresent());
    }

    private static boolean isThePlanOf(Grant grant, Finding finding) {
        return Findings.concerns(finding, grant.year() + " " + grant.recipient());
    }

    /** Checked again, the same requirement on the same party is fulfilled. */
    private static boolean laterCheck(Known known, Finding finding) {
        List<RequirementCheck> checks = known.conduct().checks();
        return checks.stream()
                .filter(check -> Findings.concerns(finding, check.id()))
                .flatMap(check -> known.conduct().lastCheck(check.requirementId(), check.party()).stream())
                .anyMatch(last -> last.result() == Result.FULFILLED);
    }

    /** STO-16: another meeting of the group decided it. */
    private static boolean aMeetingSince(Known known, Finding finding) {
        return known.terms().groups().stream()
                .noneMatch(group -> FirstMeeting.undecided(known, group).stream()
                        .anyMatch(matter -> Findings.concernsFirstMeeting(finding, group, matter)));
    }

    /** What one party said of the purpose was taken up by all: they renegotiated since. */
    private static boolean renegotiation(Known known, Finding finding) {
        return known.amendments().all().stream()
                .filter(amendment -> Findings.concerns(finding, amendment.id()))
                .map(Amendment::decision)
                .flatMap(Stream::ofNullable)
                .anyMatch(decided -> known.amendments().renegotiations().stream()
                        .anyMatch(renegotiation -> renegotiation.called().cause() == Cause.CHANGE_OF_PURPOSE
                                && !renegotiation.called().calledOn().isBefore(decided.decidedOn())
                                && renegotiation.closed() != null));
    }
}

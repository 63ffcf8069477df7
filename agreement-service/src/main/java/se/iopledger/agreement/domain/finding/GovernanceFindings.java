package se.iopledger.agreement.domain.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.contracts.terms.AmendmentRule;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.GroupKind;
import se.iopledger.contracts.terms.Terms;

/** How the parties decide, and how they change the agreement. */
final class GovernanceFindings {
    private static final Ideal DECISION_RULE = new Ideal("SteeringGroupMustSayHowItDecides", Affects.NOTHING);
    private static final Ideal AMENDMENTS = new Ideal("FormOfAmendmentsMustBeStated", Affects.NOTHING);

    private static final Ideal DUTY = new Ideal("DutyMustBeDoneByWhoseItIs", Affects.NOTHING);

    private static final Ideal FIRST_MEETING = new Ideal("FirstMeetingMustDecideWhatIsLeftToIt", Affects.NOTHING);

    private GovernanceFindings() {}

    static Finding firstMeetingMustDecide(Group group, String matter) {
        return FIRST_MEETING.brokenBy(
                group.id() + " " + matter,
                group.clauses(),
                "The first meeting of the " + group.name() + " that is recorded did not decide on " + matter + ".");
    }

    static Finding dutyMustBeDoneByWhoseItIs(
            String meetingId, Duty duty, String whose, String party, List<String> clauses) {
        String done = switch (duty) {
            case CHAIR -> "chaired";
            case DOCUMENTATION -> "documented";
        };
        return DUTY.brokenBy(
                meetingId + "-" + duty,
                clauses,
                "The " + meetingId + " was " + done + " by " + party + ", and it was for " + whose + " to do.");
    }

    static List<Finding> of(Terms terms) {
        List<Finding> findings = new ArrayList<>();
        terms.groups().stream()
                .filter(group -> group.kind() == GroupKind.STEERING && group.decisionRule() == null)
                .map(group -> DECISION_RULE.brokenBy(
                        group.id(), group.clauses(), "How the " + group.name() + " votes or decides is not stated."))
                .forEach(findings::add);
        formOfAmendmentsMustBeStated(terms).forEach(findings::add);
        return findings;
    }

    private static Stream<Finding> formOfAmendmentsMustBeStated(Terms terms) {
        AmendmentRule rule = terms.amendments();
        return rule == null || rule.form() == null
                ? Stream.of(AMENDMENTS.brokenBy(
                        rule == null ? List.of() : rule.clauses(),
                        "In what form the agreement is amended is not stated."))
                : Stream.empty();
    }
}

package se.iopledger.agreement.domain.govern;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.GovernanceCommand.AssignDuty;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.govern.Governance.Turn;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.contracts.agreement.GovernanceEvent.DutyAssigned;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Group;

/** Who chairs and who documents: the party that the terms name, or the one whose turn it is (STO-10). */
@CheckReturnValue
final class Duties {
    private Duties() {}

    /** Empty where neither the terms nor a turn that was recorded say so. */
    static Optional<String> whose(Known known, String body, Duty duty, LocalDate day) {
        return fixed(known, body, duty, day).or(() -> known.governance().onDuty(body, duty, day));
    }

    private static Optional<String> fixed(Known known, String body, Duty duty, LocalDate day) {
        return switch (duty) {
            case CHAIR -> Optional.empty();
            case DOCUMENTATION ->
                PartyRules.group(known, body, day).flatMap(group -> Optional.ofNullable(group.documents()));
        };
    }

    static Decision<AgreementEvent> decide(Known known, AssignDuty command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        PartyRules.groupMustBeInTheTerms("/group", known, command.group(), command.from()),
                        PartyRules.partyMustBeInTheTerms("/party", known, command.party(), command.from()),
                        dutyMustNotBeFixedByTheTerms(known, command)),
                () -> List.of(new DutyAssigned(
                        known.agreementId(), command.group(), command.duty(), command.party(), command.from())));
    }

    private static Optional<Rejection> dutyMustNotBeFixedByTheTerms(Known known, AssignDuty command) {
        return fixed(known, command.group(), command.duty(), command.from())
                .map(whose -> Rejection.at(
                                "/duty", "DutyMustNotBeFixedByTheTerms", "the terms give it to " + whose + " for good")
                        .by(Refusals.clausesOf(PartyRules.group(known, command.group(), command.from())
                                .map(Group::clauses)
                                .orElse(List.of()))));
    }

    static Known evolve(Known known, DutyAssigned event) {
        return known.with(known.governance().with(new Turn(event.group(), event.duty(), event.party(), event.from())));
    }
}

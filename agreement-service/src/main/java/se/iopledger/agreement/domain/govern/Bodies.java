package se.iopledger.agreement.domain.govern;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.ObligationKind;

/** Who meets: a group of the terms, or the parties themselves in a meeting that the terms ask for by an id (LIN-7). */
@CheckReturnValue
final class Bodies {
    private Bodies() {}

    static Optional<Rejection> bodyMustBeInTheTerms(Known known, String body, LocalDate day) {
        boolean there = PartyRules.group(known, body, day).isPresent()
                || asked(known, body, day).isPresent();
        return Refusals.when(
                !there,
                () -> Rejection.at(
                        "/body",
                        "BodyMustBeInTheTerms",
                        "the terms have no group, and ask for no meeting, of this id"));
    }

    /** The party that calls a meeting, where the terms name one. */
    static Optional<String> convener(Known known, String body, LocalDate day) {
        return Stream.concat(
                        PartyRules.group(known, body, day)
                                .flatMap(group -> Optional.ofNullable(group.convener()))
                                .stream(),
                        asked(known, body, day).flatMap(meeting -> Optional.ofNullable(meeting.convener())).stream())
                .findFirst();
    }

    static List<String> clauses(Known known, String body, LocalDate day) {
        return PartyRules.group(known, body, day)
                .map(Group::clauses)
                .or(() -> asked(known, body, day).map(Obligation::clauses))
                .orElse(List.of());
    }

    /** The meetings that the terms ask for. */
    static Stream<Obligation> meetings(Known known, LocalDate day) {
        return known.termsOn(day).obligations().stream()
                .filter(obligation -> obligation.kind() == ObligationKind.MEETING);
    }

    private static Optional<Obligation> asked(Known known, String body, LocalDate day) {
        return meetings(known, day).filter(meeting -> meeting.id().equals(body)).findFirst();
    }
}

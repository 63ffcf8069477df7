package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.GroupKind;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** Who is who in the terms of a day. */
@CheckReturnValue
public final class PartyRules {
    private PartyRules() {}

    public static boolean isParty(Known known, String id, LocalDate day) {
        return parties(known, day).contains(id);
    }

    /** The ids of the parties, in the order of the terms. */
    public static List<String> parties(Known known, LocalDate day) {
        return ids(known.termsOn(day));
    }

    /** The ids of the parties of terms, in their order. */
    public static List<String> ids(Terms terms) {
        return terms.parties().stream().map(Party::id).toList();
    }

    public static Optional<Group> group(Known known, String id, LocalDate day) {
        return known.termsOn(day).groups().stream()
                .filter(group -> group.id().equals(id))
                .findFirst();
    }

    public static Stream<Group> steeringGroups(Known known, LocalDate day) {
        return known.termsOn(day).groups().stream().filter(group -> group.kind() == GroupKind.STEERING);
    }

    public static boolean isSteeringGroup(Known known, String id, LocalDate day) {
        return steeringGroups(known, day).anyMatch(group -> group.id().equals(id));
    }

    /** @param pointer JSON pointer to the id */
    public static Optional<Rejection> partyMustBeInTheTerms(String pointer, Known known, String id, LocalDate day) {
        return Refusals.when(
                !isParty(known, id, day),
                () -> Rejection.at(pointer, "PartyMustBeInTheTerms", "the agreement has no party with this id"));
    }

    /** @param pointer JSON pointer to the id */
    public static Optional<Rejection> groupMustBeInTheTerms(String pointer, Known known, String id, LocalDate day) {
        return Refusals.when(
                group(known, id, day).isEmpty(),
                () -> Rejection.at(pointer, "GroupMustBeInTheTerms", "the agreement has no group with this id"));
    }
}

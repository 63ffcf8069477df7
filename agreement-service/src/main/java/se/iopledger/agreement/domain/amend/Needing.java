package se.iopledger.agreement.domain.amend;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.AmendmentEvent.Needs;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.GroupKind;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/**
 * What an amendment needs to bind. No agreement is changed against a party: all of them sign, those that the change
 * brings in or lets go too, unless the paper lets its steering group change single commitments (UPP-12, UPP-17, STO-5).
 */
final class Needing {
    private Needing() {}

    static Needs of(Way way, Terms before, Terms after) {
        return switch (way) {
            case SIGNED_BY_ALL ->
                new Needs(
                        Stream.concat(before.parties().stream(), after.parties().stream())
                                .map(Party::id)
                                .distinct()
                                .toList(),
                        null);
            case COMMITMENTS_ONLY ->
                new Needs(List.of(), steeringGroup(before).map(Group::id).orElse(null));
        };
    }

    static Optional<Group> steeringGroup(Terms terms) {
        return terms.groups().stream()
                .filter(group -> group.kind() == GroupKind.STEERING)
                .findFirst();
    }
}

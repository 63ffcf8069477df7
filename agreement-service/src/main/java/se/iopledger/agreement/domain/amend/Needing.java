package se.iopledger.agreement.domain.amend;

import java.util.List;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.AmendmentEvent.Needs;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/**
 * What an amendment needs to bind. No agreement is changed against a party: all of them sign, those that the change
 * brings in or lets go too, unless the paper lets its steering group change single commitments (UPP-12, UPP-17, STO-5).
 * Where the paper has a group decide on such a change, it decides as well (NOR-9, STO-10).
 */
final class Needing {
    private Needing() {}

    /** @param keepsPurpose whether goal, purpose and values stay, as the proposal says */
    static Needs of(Way way, Terms before, Terms after, boolean keepsPurpose) {
        return switch (way) {
            case SIGNED_BY_ALL ->
                new Needs(
                        Stream.concat(before.parties().stream(), after.parties().stream())
                                .map(Party::id)
                                .distinct()
                                .toList(),
                        DecidingGroup.on(before, after, keepsPurpose)
                                .map(Group::id)
                                .orElse(null));
            case COMMITMENTS_ONLY ->
                new Needs(
                        List.of(), DecidingGroup.steering(before).map(Group::id).orElse(null));
        };
    }
}

package se.iopledger.agreement.domain.finding;

import java.util.List;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Terms;

/** Who the parties are. */
final class PartyFindings {
    private static final Ideal ORGANISATION_NUMBER = new Ideal("PartyMustStateOrganisationNumber", Affects.EVIDENCE);

    private PartyFindings() {}

    static List<Finding> of(Terms terms) {
        return terms.parties().stream()
                .filter(party -> party.organisationNumber() == null)
                .map(party -> ORGANISATION_NUMBER.brokenBy(
                        party.id(), party.clauses(), "The organisation number of " + party.name() + " is not stated."))
                .toList();
    }
}

package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.agreement.PossibleRepayment;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.RemedyKind;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Terms;

/** What the terms say may be claimed back of a party that broke the agreement. No amount is decided here. */
@CheckReturnValue
final class Repayments {
    private Repayments() {}

    /**
     * Whatever case the terms name: which of them this is, nobody guesses.
     *
     * @param party id of the party that broke the agreement
     */
    static List<PossibleRepayment> by(Terms terms, String party) {
        return terms.remedies().stream()
                .filter(remedy -> remedy.kind() == RemedyKind.REPAYMENT_CLAIM)
                .filter(remedy -> remedy.liable() == null || remedy.liable().equals(party))
                .map(remedy -> new PossibleRepayment(
                        remedy.cause(),
                        remedy.share(),
                        remedy.liable(),
                        payer(terms),
                        remedy.exceptions(),
                        remedy.stepsBefore(),
                        remedy.clauses()))
                .toList();
    }

    /** Where no amount is registered yet, the public party is the one that will pay. */
    private static String payer(Terms terms) {
        Optional<String> payer =
                terms.funding().grants().stream().map(Grant::payer).findFirst();
        return payer.orElseGet(() -> terms.parties().stream()
                .filter(party -> party.sector() == Sector.PUBLIC)
                .map(Party::id)
                .findFirst()
                .orElseThrow());
    }
}

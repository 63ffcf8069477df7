package se.iopledger.contracts.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.terms.RemedyShare;

/**
 * What the terms say may be claimed back, by the party that paid from the one that broke the agreement. It is no claim:
 * whether there is one, and of how much, is decided where payments are.
 *
 * @param cause in what case, in the terms' own words
 * @param share how much it concerns
 * @param liable id of the party that repays; left out where the terms do not say, so that it has to be decided
 * @param decidedBy id of the party that claims, and decides what the terms leave open
 * @param exceptions when it may not be claimed
 * @param stepsBefore what comes before a claim, as an exchange of letters
 */
public record PossibleRepayment(
        String cause,
        RemedyShare share,
        @Nullable String liable,
        String decidedBy,
        List<String> exceptions,
        List<String> stepsBefore,
        List<String> clauses) {
    public PossibleRepayment {
        exceptions = List.copyOf(exceptions);
        stepsBefore = List.copyOf(stepsBefore);
        clauses = List.copyOf(clauses);
    }
}

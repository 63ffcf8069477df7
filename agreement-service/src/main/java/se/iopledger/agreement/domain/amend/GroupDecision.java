package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AmendmentCommand.DecideAmendment;
import se.iopledger.contracts.agreement.AmendmentEvent.How;
import se.iopledger.contracts.agreement.AmendmentEvent.Position;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.terms.Commitment;
import se.iopledger.contracts.terms.CommitmentKind;
import se.iopledger.contracts.terms.DecisionRule;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.Terms;

/** What a group decided, by its own rule and what each party wanted. */
@CheckReturnValue
record GroupDecision(How how, boolean adopted, List<String> clauses) {
    /** Empty where the terms do not say how the group decides, and the parties did not want the same. */
    static Optional<GroupDecision> of(Known known, Amendment amendment, DecideAmendment command) {
        return group(known, amendment, command.group())
                .flatMap(group -> reached(known, group, amendment, command.positions()));
    }

    /** The group in the terms that are to be changed. */
    static Optional<Group> group(Known known, Amendment amendment, String id) {
        return known.termsNumbered(amendment.proposal().madeOn()).stream()
                .flatMap(terms -> terms.groups().stream())
                .filter(group -> group.id().equals(id))
                .findFirst();
    }

    private static Optional<GroupDecision> reached(
            Known known, Group group, Amendment amendment, List<Position> positions) {
        DecisionRule rule = group.decisionRule();
        List<String> clauses = rule == null ? group.clauses() : rule.clauses();
        if (positions.stream().map(Position::isFor).distinct().count() == 1) {
            // However a group decides: when all want the same, that is its decision.
            return Optional.of(
                    new GroupDecision(How.CONSENSUS, positions.getFirst().isFor(), clauses));
        }
        if (rule == null || !rule.consensus()) {
            return Optional.empty();
        }
        return Optional.of(positions.stream()
                .filter(position ->
                        covers(known, rule, amendment) && position.party().equals(rule.tieBreak()))
                .findFirst()
                .map(decides -> new GroupDecision(How.TIE_BREAK, decides.isFor(), clauses))
                .orElseGet(() -> new GroupDecision(How.NO_CONSENSUS, false, clauses)));
    }

    /**
     * UPP-12: the tie-break is for changes of commitments and covers nothing else; what a party undertook for itself
     * (UPP-19) is none of those. Terms say what is covered in words, so that the word is what is looked for.
     */
    private static boolean covers(Known known, DecisionRule rule, Amendment amendment) {
        return rule.covers().isEmpty()
                || (amendment.proposal().way() == Way.COMMITMENTS_ONLY
                        && ownUndertakingsStay(known, amendment)
                        && rule.covers().stream()
                                .map(words -> words.toLowerCase(Locale.ROOT))
                                .anyMatch(words -> words.contains("commitment") || words.contains("insats")));
    }

    private static boolean ownUndertakingsStay(Known known, Amendment amendment) {
        return known.termsNumbered(amendment.proposal().madeOn())
                .filter(base -> ownUndertakings(base)
                        .equals(ownUndertakings(amendment.proposal().terms())))
                .isPresent();
    }

    private static List<Commitment> ownUndertakings(Terms terms) {
        return terms.commitments().stream()
                .filter(commitment -> commitment.kind() == CommitmentKind.OWN_UNDERTAKING)
                .toList();
    }
}

package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.terms.Commitment;
import se.iopledger.contracts.terms.DecisionRule;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.Funding;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.Terms;

/**
 * The terms as they go on without a party that was terminated from the partnership (STO-8). What was its alone falls away:
 * its money, its undertakings, its reports, its seats. Nothing of it goes over to another party: that would be a change
 * that the parties agree on.
 */
@CheckReturnValue
final class TermsWithout {
    private final String party;

    private TermsWithout(String party) {
        this.party = party;
    }

    static Terms of(Terms terms, String party) {
        return new TermsWithout(party).from(terms);
    }

    private Terms from(Terms terms) {
        return new Terms(
                terms.shortName(),
                terms.title(),
                terms.municipality(),
                terms.caseNumber(),
                terms.period(),
                terms.takeoverDate(),
                those(terms.parties(), one -> !one.id().equals(party)),
                terms.documents(),
                terms.decision(),
                funding(terms.funding()),
                those(terms.contributions(), contribution -> !party.equals(contribution.by())),
                those(terms.budgets(), budget -> !party.equals(budget.party())),
                those(terms.commitments(), commitment -> !itsAlone(commitment.by())).stream()
                        .map(this::commitment)
                        .toList(),
                those(terms.obligations(), obligation -> !itsAlone(obligation.by())).stream()
                        .map(this::obligation)
                        .toList(),
                terms.groups().stream().map(this::group).toList(),
                those(terms.exits(), exit -> !itsAlone(exit.by())).stream()
                        .map(this::exit)
                        .toList(),
                terms.extension(),
                those(terms.remedies(), remedy -> !party.equals(remedy.liable())),
                terms.amendments(),
                terms.conditions(),
                terms.phases(),
                those(terms.signatureLines(), line -> !party.equals(line.party())),
                terms.statements(),
                terms.provisions(),
                terms.defaults());
    }

    /** A total of all parties' money and work is none any more. */
    private Funding funding(Funding funding) {
        return new Funding(
                funding.years(),
                those(funding.grants(), grant -> !party.equals(grant.payer()) && !party.equals(grant.recipient())),
                null,
                funding.payment(),
                funding.adjustment(),
                funding.awaitsDocument(),
                funding.clauses());
    }

    private Commitment commitment(Commitment commitment) {
        return new Commitment(
                commitment.title(),
                others(commitment.by()),
                commitment.figures(),
                commitment.startsAtTheLatest(),
                commitment.deadline(),
                commitment.deadlineFrom(),
                commitment.horizonMonthsOver(),
                commitment.kind(),
                commitment.clauses());
    }

    private Obligation obligation(Obligation obligation) {
        return new Obligation(
                obligation.id(),
                obligation.kind(),
                obligation.title(),
                others(obligation.by()),
                obligation.to(),
                obligation.due(),
                other(obligation.convener()),
                obligation.contents(),
                obligation.servesAlsoAs(),
                obligation.clauses());
    }

    private Group group(Group group) {
        return new Group(
                group.id(),
                group.kind(),
                group.name(),
                group.roles(),
                those(group.seats(), seats -> !seats.party().equals(party)),
                other(group.convener()),
                other(group.documents()),
                group.rotatingChair(),
                decisionRule(group.decisionRule()),
                group.tasks(),
                group.clauses());
    }

    private @Nullable DecisionRule decisionRule(@Nullable DecisionRule rule) {
        return rule == null
                ? null
                : new DecisionRule(rule.consensus(), other(rule.tieBreak()), rule.covers(), rule.clauses());
    }

    private ExitRule exit(ExitRule exit) {
        return new ExitRule(
                exit.id(),
                exit.kind(),
                exit.inCaseOf(),
                others(exit.by()),
                exit.noticeMonths(),
                exit.noticeBy(),
                exit.form(),
                exit.noticeTo(),
                exit.stepsBefore(),
                exit.clauses());
    }

    /** An empty list means anybody, and is nobody's alone. */
    private boolean itsAlone(List<String> ids) {
        return !ids.isEmpty() && others(ids).isEmpty();
    }

    private List<String> others(List<String> ids) {
        return those(ids, id -> !id.equals(party));
    }

    private @Nullable String other(@Nullable String id) {
        return party.equals(id) ? null : id;
    }

    private static <T> List<T> those(List<T> all, Predicate<T> kept) {
        return all.stream().filter(kept).toList();
    }
}

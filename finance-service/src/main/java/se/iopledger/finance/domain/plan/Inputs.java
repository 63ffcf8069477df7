package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AgreementLife.TermsVersion;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.agreement.SettlementEvent.SettlementWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.TermsFrom;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.InputEvent;
import se.iopledger.contracts.finance.InputEvent.DecisionTaken;
import se.iopledger.contracts.finance.InputEvent.FactVoided;
import se.iopledger.contracts.finance.InputEvent.ForceLost;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.finance.InputEvent.LifeTaken;
import se.iopledger.contracts.finance.InputEvent.SettlementTaken;
import se.iopledger.contracts.finance.InputEvent.TermsTaken;
import se.iopledger.contracts.finance.InputEvent.WithdrawalTaken;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Terms;

/**
 * Everything that a plan is reckoned from, beside what was paid. Each part of it is told by whom it concerns, and whatever
 * order the parts come in, the same stand there in the end.
 *
 * @param living what holds of the agreement; null where it is not in force, or was never told here
 * @param lost whether it was in force once and is not any more
 * @param terms as far as money depends on them, by version
 * @param decisions on the funding of a year, in the order in which they were recorded
 * @param settlements decisions on how the terms are read, in the order in which they were recorded
 * @param withdrawals of such decisions
 * @param voided numbers of the facts that were mistakes
 * @param indices as they stood when they were taken in last
 */
@CheckReturnValue
public record Inputs(
        @Nullable LifeTaken living,
        boolean lost,
        SortedMap<Integer, Terms> terms,
        List<DecisionTaken> decisions,
        List<SettlementTaken> settlements,
        List<WithdrawalTaken> withdrawals,
        List<Integer> voided,
        SortedMap<PriceIndex, IndexTaken> indices) {
    public static final Inputs NONE =
            new Inputs(null, false, new TreeMap<>(), List.of(), List.of(), List.of(), List.of(), new TreeMap<>());

    public Inputs {
        terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
        decisions = List.copyOf(decisions);
        settlements = List.copyOf(settlements);
        withdrawals = List.copyOf(withdrawals);
        voided = List.copyOf(voided);
        indices = Collections.unmodifiableSortedMap(new TreeMap<>(indices));
    }

    /** A life, and nothing else. */
    public static Inputs of(AgreementLife life) {
        return NONE.living(life);
    }

    /** With another life than the one that stands there; for what would be if it were so. */
    public Inputs living(AgreementLife life) {
        Inputs inputs = this;
        for (InputEvent event : taking("", life)) {
            inputs = inputs.after(event);
        }
        return inputs;
    }

    /** What holds of the agreement, with the terms as far as money depends on them. */
    public Optional<AgreementLife> life() {
        LifeTaken told = living;
        return told == null
                ? Optional.empty()
                : Optional.of(new AgreementLife(
                        told.firstDay(),
                        told.lastDay(),
                        told.calculation(),
                        told.ended(),
                        told.terms().stream()
                                .map(version ->
                                        new TermsVersion(version.termsVersion(), version.from(), termsOf(version)))
                                .toList(),
                        told.extensions()));
    }

    private Terms termsOf(TermsFrom version) {
        Terms known = terms.get(version.termsVersion());
        if (known == null) {
            throw new IllegalStateException("version " + version.termsVersion() + " of the terms was never told");
        }
        return known;
    }

    /** What has to be told for this life to stand there: nothing where it does. */
    public List<InputEvent> taking(String agreementId, AgreementLife life) {
        List<InputEvent> events = new ArrayList<>();
        for (TermsVersion version : life.versions()) {
            Terms ofMoney = MoneyTerms.of(version.terms());
            if (!ofMoney.equals(terms.get(version.number()))) {
                events.add(new TermsTaken(agreementId, version.number(), ofMoney));
            }
        }
        LifeTaken told = new LifeTaken(
                agreementId,
                life.firstDay(),
                life.lastDay(),
                life.calculation(),
                life.ended(),
                life.versions().stream()
                        .map(version -> new TermsFrom(version.number(), version.from()))
                        .toList(),
                life.extensions());
        if (!told.equals(living)) {
            events.add(told);
        }
        return events;
    }

    /** @throws IllegalStateException if the event cannot follow: the history is not one of ours */
    public Inputs after(InputEvent event) {
        return switch (event) {
            case TermsTaken taken -> {
                SortedMap<Integer, Terms> more = new TreeMap<>(terms);
                more.put(taken.termsVersion(), taken.terms());
                yield new Inputs(living, lost, more, decisions, settlements, withdrawals, voided, indices);
            }
            case LifeTaken taken -> {
                taken.terms().forEach(version -> {
                    if (!terms.containsKey(version.termsVersion())) {
                        throw new IllegalStateException("agreement " + taken.agreementId() + " lives by version "
                                + version.termsVersion() + " of its terms, which was never told");
                    }
                });
                yield living(taken, false);
            }
            case ForceLost _ -> notInForce();
            case DecisionTaken taken ->
                new Inputs(living, lost, terms, and(decisions, taken), settlements, withdrawals, voided, indices);
            case SettlementTaken taken ->
                new Inputs(living, lost, terms, decisions, and(settlements, taken), withdrawals, voided, indices);
            case WithdrawalTaken taken ->
                new Inputs(living, lost, terms, decisions, settlements, and(withdrawals, taken), voided, indices);
            case FactVoided fact ->
                new Inputs(living, lost, terms, decisions, settlements, withdrawals, and(voided, fact.fact()), indices);
            case IndexTaken taken -> {
                SortedMap<PriceIndex, IndexTaken> more = new TreeMap<>(indices);
                more.put(taken.index(), taken);
                yield new Inputs(living, lost, terms, decisions, settlements, withdrawals, voided, more);
            }
        };
    }

    /** The agreement is not in force; what was decided of it stays. */
    public Inputs notInForce() {
        return living(null, true);
    }

    private Inputs living(@Nullable LifeTaken told, boolean wasLost) {
        return new Inputs(told, wasLost, terms, decisions, settlements, withdrawals, voided, indices);
    }

    private static <T> List<T> and(List<T> some, T more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    /** Whether a settlement says how a part of the terms is read that amounts depend on. */
    public static boolean concernsMoney(FindingSettled settlement) {
        return settlement.finding().startsWith("AdjustmentMust");
    }

    /** Whether the settlement that is taken back was taken in. */
    public boolean knows(SettlementWithdrawn withdrawal) {
        return settlements.stream()
                .anyMatch(taken -> taken.settlement().settlementId().equals(withdrawal.settlementId()));
    }

    /** Numbers of the facts that stand. */
    public List<Integer> standingFacts() {
        return Stream.of(
                        decisions.stream().map(DecisionTaken::fact),
                        settlements.stream().map(SettlementTaken::fact),
                        withdrawals.stream().map(WithdrawalTaken::fact))
                .flatMap(facts -> facts)
                .filter(this::stands)
                .sorted()
                .toList();
    }

    /** Whether a fact with this number was taken in, voided or not. */
    public boolean tookIn(int fact) {
        return Stream.of(
                        decisions.stream().map(DecisionTaken::fact),
                        settlements.stream().map(SettlementTaken::fact),
                        withdrawals.stream().map(WithdrawalTaken::fact))
                .flatMap(facts -> facts)
                .anyMatch(taken -> taken == fact);
    }

    private boolean stands(int fact) {
        return !voided.contains(fact);
    }

    /** The decision that holds for a year: none that is void, and none that another holds instead of. */
    Optional<FundingDecided> decision(AdjustmentBasis basis, int year) {
        List<FundingDecided> standing = decisions.stream()
                .filter(taken -> stands(taken.fact()))
                .map(DecisionTaken::decision)
                .filter(decision -> decision.basis() == basis && decision.year() == year)
                .toList();
        return standing.stream()
                .filter(decision -> standing.stream()
                        .noneMatch(other -> decision.decisionId().equals(other.replaces())))
                .reduce((earlier, later) -> later);
    }

    /** Years for which amounts were decided, in order. */
    List<Integer> decidedYears() {
        return decisions.stream()
                .filter(taken -> stands(taken.fact()))
                .map(DecisionTaken::decision)
                .filter(decision -> decision.basis() == AdjustmentBasis.COUNCIL_BUDGET_DECISION)
                .map(FundingDecided::year)
                .distinct()
                .sorted()
                .toList();
    }

    /** What was decided for a year that one pays another, if anything was. */
    Optional<Money> decided(int year, String payer, String recipient) {
        return decision(AdjustmentBasis.COUNCIL_BUDGET_DECISION, year)
                .flatMap(decision -> decision.grants().stream()
                        .filter(grant ->
                                grant.payer().equals(payer) && grant.recipient().equals(recipient))
                        .findFirst())
                .map(grant -> grant.amount());
    }

    /** The decision on how a finding is read that holds: of those that stand the one decided last. */
    Optional<FindingSettled> settlement(String finding) {
        List<String> withdrawn = withdrawals.stream()
                .filter(taken -> stands(taken.fact()))
                .map(WithdrawalTaken::withdrawal)
                .map(SettlementWithdrawn::settlementId)
                .toList();
        return settlements.stream()
                .filter(taken -> stands(taken.fact()))
                .map(SettlementTaken::settlement)
                .filter(settled -> settled.finding().equals(finding) && !withdrawn.contains(settled.settlementId()))
                .sorted(Comparator.comparing(FindingSettled::decidedOn))
                .reduce((earlier, later) -> later);
    }

    /**
     * A percentage that is known, and whence.
     *
     * @param mayChange whether its publisher may still replace it
     */
    record Percent(BigDecimal percent, boolean mayChange, UsedInput input) {}

    /** By how much prices rise in a year: what was decided to be applied, else the index. */
    Optional<Percent> percent(AdjustmentBasis basis, int year) {
        return decision(basis, year)
                .flatMap(decision -> Optional.ofNullable(decision.percent())
                        .map(percent -> new Percent(percent, false, UsedInput.of(decision))))
                .or(() -> switch (basis) {
                    case OPI -> indexed(PriceIndex.OPI, year);
                    case COUNCIL_PRICE_COMPENSATION, COUNCIL_BUDGET_DECISION -> Optional.empty();
                });
    }

    private Optional<Percent> indexed(PriceIndex index, int year) {
        IndexTaken taken = indices.get(index);
        return taken == null
                ? Optional.empty()
                : taken.values().stream()
                        .filter(value -> value.year() == year)
                        .findFirst()
                        .map(value -> new Percent(
                                value.percent(),
                                value.status() == IndexValue.Status.PRELIMINARY,
                                UsedInput.of(index, value)));
    }

    /** The index that an adjustment clause follows, if it follows one. */
    public static Optional<PriceIndex> indexOf(AdjustmentBasis basis) {
        return switch (basis) {
            case OPI -> Optional.of(PriceIndex.OPI);
            case COUNCIL_PRICE_COMPENSATION, COUNCIL_BUDGET_DECISION -> Optional.empty();
        };
    }

    /** The indices that the terms in force follow. */
    public List<PriceIndex> followed() {
        return life().stream()
                .flatMap(life -> life.versions().stream())
                .map(version -> version.terms().funding().adjustment())
                .<Adjustment>mapMulti((adjustment, into) -> {
                    if (adjustment != null) {
                        into.accept(adjustment);
                    }
                })
                .flatMap(adjustment -> indexOf(adjustment.basis()).stream())
                .distinct()
                .toList();
    }

    /** The last year that the index of a clause is published for; empty as long as it goes on. */
    Optional<Integer> lastYearOf(AdjustmentBasis basis) {
        return indexOf(basis)
                .flatMap(index -> Optional.ofNullable(indices.get(index)))
                .flatMap(taken -> Optional.ofNullable(taken.lastYear()));
    }
}

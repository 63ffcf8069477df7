package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AgreementLife.Extension;
import se.iopledger.contracts.agreement.AgreementLife.Held;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.finance.FinanceEvent.TermsFrom;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Funding;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Terms;

/**
 * All that is to be paid under an agreement, reckoned from nothing but what holds of it: each version of the terms gives
 * the money for the days on which it holds, up to the agreement's last day. What was due before the takeover was settled
 * by the terms with which the agreement came into force, and stays so.
 *
 * @param tranches in order of due date, undated ones last
 * @param overpayments what was settled with more than the terms now give
 */
@CheckReturnValue
public record FundingPlan(Basis basis, List<PlannedTranche> tranches, List<Overpayment> overpayments) {
    private static final Comparator<PlannedTranche> IN_ORDER =
            Comparator.comparing(PlannedTranche::tranche, FundingSchedule.IN_ORDER_OF_DUE_DATE);

    public FundingPlan {
        tranches = List.copyOf(tranches);
        overpayments = List.copyOf(overpayments);
    }

    /**
     * What a plan rests on.
     *
     * @param firstDay first day of the agreement
     * @param lastDay last day as it stands
     * @param terms which version of the terms holds from which day, in order
     * @param awaits what must be registered before more can be scheduled
     */
    public record Basis(
            LocalDate firstDay,
            LocalDate lastDay,
            LocalDate takeoverDate,
            List<TermsFrom> terms,
            List<Awaited> awaits) {
        public Basis {
            terms = List.copyOf(terms);
            awaits = List.copyOf(awaits);
        }

        public Basis awaitingAlso(List<Awaited> more) {
            return new Basis(
                    firstDay,
                    lastDay,
                    takeoverDate,
                    terms,
                    Stream.concat(awaits.stream(), more.stream()).toList());
        }

        /** The newest version of the terms. */
        public int termsVersion() {
            return terms.getLast().termsVersion();
        }
    }

    /** A tranche that one version of the terms gives, all of it. */
    public static PlannedTranche whole(Tranche tranche, int termsVersion) {
        BrokenPeriod period = new BrokenPeriod(tranche.periodFirst(), tranche.periodLast());
        return new PlannedTranche(
                tranche, List.of(period.share(termsVersion, tranche.amount(), period.first(), period.last())), null);
    }

    /** The plan of a life to which nothing was decided, and of which nothing was paid. */
    public static FundingPlan of(AgreementLife life, BankDays bankDays) {
        return of(Inputs.of(life), SettledSoFar.NOTHING, bankDays);
    }

    /**
     * The same inputs always give the same plan, and what was settled only moves what of it is still open.
     *
     * @throws IllegalArgumentException if the agreement is not in force
     */
    public static FundingPlan of(Inputs inputs, SettledSoFar settled, BankDays bankDays) {
        AgreementLife life = lifeIn(inputs);
        Set<Awaited> awaits = new LinkedHashSet<>();
        List<Slot> slots = slotsOf(life, inputs, bankDays, awaits);
        life.extensions().forEach(extension -> amountOf(extension, life, inputs).ifPresent(awaits::add));
        Ceased.indices(life, inputs).forEach(awaits::add);
        Settled.Balanced balanced = Settled.of(life, settled, bankDays).balancedWith(slots);
        awaits.addAll(balanced.awaits());
        return new FundingPlan(
                new Basis(
                        life.firstDay(),
                        life.lastDay(),
                        life.firstVersion().terms().takeoverDate(),
                        life.versions().stream()
                                .map(version -> new TermsFrom(version.number(), version.from()))
                                .toList(),
                        List.copyOf(awaits)),
                inOrder(balanced.tranches()),
                balanced.overpayments());
    }

    /**
     * The plan of an agreement that turned out not to be in force, though some of it was settled: nothing is owed, and all
     * that was settled was too much.
     */
    public static FundingPlan ofNothing(Basis basis, SettledSoFar settled) {
        Settled.Balanced balanced = Settled.here(settled, basis.takeoverDate()).balancedWith(List.of());
        return new FundingPlan(basis, inOrder(balanced.tranches()), balanced.overpayments());
    }

    /**
     * Why a tranche has the amount that it has, beside what it says itself.
     *
     * @param inputs the decisions and index values that the amount rests on
     * @param readings where the paper can be read in several ways: what each reading gives now
     */
    public record Why(List<UsedInput> inputs, List<Reading> readings) {
        public Why {
            inputs = List.copyOf(inputs);
            readings = List.copyOf(readings);
        }
    }

    /**
     * What each tranche's amount rests on, by id of the tranche that the terms give; a tranche that corrects another rests
     * on what that one does. Empty where the agreement is not in force.
     */
    public static Map<String, Why> whys(Inputs inputs, BankDays bankDays) {
        return inputs.life()
                .map(life -> slotsOf(life, inputs, bankDays, new LinkedHashSet<>()).stream()
                        .collect(Collectors.toMap(
                                Slot::trancheId, slot -> new Why(slot.inputs(), slot.readings()), (one, other) -> one)))
                .orElse(Map.of());
    }

    /** What came to light of an agreement in force since its terms were written. */
    public static List<Finding> findings(Inputs inputs) {
        return inputs.life().map(life -> Ceased.findings(life, inputs)).orElse(List.of());
    }

    private static AgreementLife lifeIn(Inputs inputs) {
        return inputs.life().orElseThrow(() -> new IllegalArgumentException("only an agreement in force has a plan"));
    }

    private static List<Slot> slotsOf(AgreementLife life, Inputs inputs, BankDays bankDays, Set<Awaited> awaits) {
        List<Piece> pieces = new ArrayList<>();
        for (Held held : life.held()) {
            Terms terms = held.version().terms();
            FundingSchedule schedule =
                    FundingSchedule.derivedFrom(terms, Frame.of(life, terms), bankDays, held.last(), inputs);
            schedule.tranches()
                    .forEach(tranche -> Piece.of(
                                    tranche, schedule.inputs().getOrDefault(tranche.trancheId(), List.of()), held, life)
                            .ifPresent(pieces::add));
            awaits.addAll(schedule.awaits());
        }
        return Slot.of(pieces);
    }

    /** The terms give amounts for the agreed period; whether they give any for what was added is to be seen. */
    private static Optional<Awaited> amountOf(Extension extension, AgreementLife life, Inputs inputs) {
        return life.held().stream()
                .filter(held -> !extension.firstDay().isBefore(held.first())
                        && !extension.firstDay().isAfter(held.last()))
                .findFirst()
                .map(held -> held.version().terms())
                .filter(terms -> !isGiven(extension, terms, life, inputs))
                .map(terms -> new Awaited(
                        "an amount for the extension " + extension.firstDay() + " to " + extension.lastDay()
                                + ": the terms give none",
                        extension.clauses()));
    }

    private static boolean isGiven(Extension extension, Terms terms, AgreementLife life, Inputs inputs) {
        Funding funding = terms.funding();
        Period period = Frame.of(life, terms).period();
        List<FundingYear> given = YearGrant.of(funding, inputs).stream()
                .map(YearGrant::year)
                .distinct()
                .map(year -> FundingYear.of(funding.years(), year, period))
                .filter(year -> !year.outside())
                .toList();
        return Stream.iterate(extension.firstDay(), day -> !day.isAfter(extension.lastDay()), day -> day.plusMonths(1))
                .allMatch(day -> given.stream().anyMatch(year -> year.includes(day)));
    }

    /** The rule that keeps the plan of a life to which nothing was decided from being in force. */
    public static Optional<Rejection> brokenRule(AgreementLife life, BankDays bankDays) {
        return brokenRule(Inputs.of(life), bankDays);
    }

    /** The rule that keeps the plan of an agreement from being in force: {@code TranchesMustBeToldApart}. */
    public static Optional<Rejection> brokenRule(Inputs inputs, BankDays bankDays) {
        return lifeIn(inputs).versions().stream()
                .map(version ->
                        FundingSchedule.derivedFrom(version.terms(), bankDays).brokenRule())
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> FundingSchedule.mustBeToldApart(of(inputs, SettledSoFar.NOTHING, bankDays).tranches().stream()
                        .map(PlannedTranche::tranche)
                        .toList()));
    }

    public static List<PlannedTranche> inOrder(List<PlannedTranche> tranches) {
        return tranches.stream().sorted(IN_ORDER).toList();
    }
}

package se.iopledger.agreement.domain.fund;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.Terms;

/**
 * The level that a year may not fall below: what was decided or promised for the last year before it of which there is
 * either; plans do not count (UPP-4). A decision below its own floor leaves the floor where it was.
 */
@CheckReturnValue
final class Floor {
    private final Known known;
    private final int year;

    private Floor(Known known, int year) {
        this.known = known;
        this.year = year;
    }

    static Floor under(Known known, int year) {
        return new Floor(known, TermsOfYear.atTheLatest(year));
    }

    /** Empty where the terms set no floor, or nothing was decided or promised before. */
    Optional<Money> of(String payer, String recipient) {
        if (terms(year).stream().noneMatch(Floor::setAFloor)) {
            return Optional.empty();
        }
        int first = known.registration().terms().funding().grants().stream()
                .mapToInt(Grant::year)
                .min()
                .orElse(year);
        return IntStream.range(first, year)
                .mapToObj(before -> level(before, payer, recipient))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private List<Terms> terms(int of) {
        return TermsOfYear.of(known, AdjustmentBasis.COUNCIL_BUDGET_DECISION, of);
    }

    private static boolean setAFloor(Terms terms) {
        Adjustment adjustment = terms.funding().adjustment();
        return adjustment != null && adjustment.neverBelowYearBefore();
    }

    /** Whether an amount is lower than it may be. */
    boolean isBrokenBy(List<DecidedGrant> grants) {
        return grants.stream().anyMatch(this::isBrokenBy);
    }

    boolean isBrokenBy(DecidedGrant grant) {
        return of(grant.payer(), grant.recipient())
                .filter(least -> grant.amount().compareTo(least) < 0)
                .isPresent();
    }

    private Optional<Money> level(int before, String payer, String recipient) {
        Optional<Money> decided = known.fundingDecisions()
                .of(AdjustmentBasis.COUNCIL_BUDGET_DECISION, before)
                .flatMap(decision -> decision.grants().stream()
                        .filter(grant ->
                                grant.payer().equals(payer) && grant.recipient().equals(recipient))
                        .map(DecidedGrant::amount)
                        .findFirst());
        return decided.or(() -> promised(before, payer, recipient));
    }

    /** As the year ended: terms of later days say nothing of what was promised for it. */
    private Optional<Money> promised(int before, String payer, String recipient) {
        return terms(before).getLast().funding().grants().stream()
                .filter(grant -> grant.year() == before && grant.standing() == Standing.COMMITTED)
                .filter(grant ->
                        grant.payer().equals(payer) && grant.recipient().equals(recipient))
                .map(Grant::amount)
                .findFirst();
    }
}

package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AgreementLife.Held;
import se.iopledger.contracts.finance.Share;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;

/**
 * What one version of the terms gives of a tranche, on the days on which the version holds.
 *
 * @param uncut the tranche as if the version held all the time
 * @param whole all of the time that the uncut tranche pays for
 * @param because why it is not whole, for a person; empty where it is
 * @param inputs what its amount rests on beside the terms
 */
@CheckReturnValue
record Piece(Tranche uncut, BrokenPeriod whole, Share share, String because, List<UsedInput> inputs) {
    /** Empty where the tranche pays for no day on which the version holds. */
    static Optional<Piece> of(Tranche uncut, List<UsedInput> inputs, Held held, AgreementLife life) {
        BrokenPeriod whole = new BrokenPeriod(uncut.periodFirst(), uncut.periodLast());
        BrokenPeriod days = new BrokenPeriod(
                FundingYear.later(whole.first(), held.first()), FundingYear.earlier(whole.last(), held.last()));
        if (days.first().isAfter(days.last())) {
            return Optional.empty();
        }
        Share share = whole.share(held.version().number(), uncut.amount(), days.first(), days.last());
        return Optional.of(new Piece(uncut, whole, share, because(share, whole, held, life), inputs));
    }

    private static String because(Share share, BrokenPeriod whole, Held held, AgreementLife life) {
        String from = share.first().equals(whole.first())
                ? ""
                : "Version " + share.termsVersion() + " of the terms holds from " + held.first() + ". ";
        if (share.last().equals(whole.last())) {
            return from.strip();
        }
        return from
                + (held.last().equals(life.lastDay())
                        ? "The agreement's last day is " + held.last() + inBrackets(life.calculation()) + "."
                        : "A later version of the terms holds from "
                                + held.last().plusDays(1) + ".");
    }

    private static String inBrackets(@Nullable String calculation) {
        return calculation == null ? "" : " (" + calculation + ")";
    }

    boolean isWhole() {
        return share.rule() == Share.Rule.WHOLE_PERIOD;
    }

    Money guaranteed() {
        return partOf(uncut.guaranteed());
    }

    List<Reading> readings() {
        return uncut.readings().stream()
                .map(reading -> {
                    Money amount = reading.amount();
                    return new Reading(
                            reading.label(),
                            amount == null ? null : partOf(amount),
                            isWhole() ? reading.calculation() : reading.calculation() + " " + daysInWords(),
                            reading.clauses());
                })
                .toList();
    }

    /** Why this amount and this date; with the division, where there is one. */
    String calculation() {
        return isWhole()
                ? uncut.calculation()
                : String.join(
                        " ",
                        uncut.calculation(),
                        because,
                        daysInWords() + ": " + share.amount() + " of " + share.whole() + ".");
    }

    private String daysInWords() {
        return "Of " + whole.first() + " to " + whole.last() + " it is for " + share.first() + " to " + share.last()
                + ", divided by actual days (" + share.rule() + "), " + share.days() + " of " + share.ofDays();
    }

    private Money partOf(Money amount) {
        return whole.part(amount, share.first(), share.last());
    }
}

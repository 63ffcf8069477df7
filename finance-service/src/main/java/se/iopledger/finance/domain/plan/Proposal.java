package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AgreementLife.TermsVersion;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Funding;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/**
 * Terms that somebody thinks of, before they bind: what they would make of the plan.
 *
 * @param from first day on which they would hold
 * @param lastDay the agreement's last day with them; null where it stays what it is
 */
@CheckReturnValue
public record Proposal(
        Terms terms, LocalDate from, @Nullable LocalDate lastDay) {
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2199;
    private static final int MOST_YEARS = 30;

    /** What would happen to one tranche. */
    public enum How {
        ADDED,
        CHANGED,
        CANCELLED
    }

    /**
     * A tranche that would be another.
     *
     * @param before as it stands; null for one that would be added
     * @param then as it would be; null for one that would be cancelled
     * @param difference kronor more, or less
     */
    public record Changed(
            String trancheId,
            How how,
            @Nullable Tranche before,
            @Nullable Tranche then,
            Money difference) {}

    /** The rule by which no plan can be made of these terms. */
    public Optional<Rejection> brokenRule(AgreementLife life) {
        return Stream.<Optional<Rejection>>of(
                        daysMustBeReasonable(),
                        termsMustHoldInTheAgreement(life),
                        grantsMustBeReasonable(),
                        monthsMustBeMonths())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Rejection> daysMustBeReasonable() {
        LocalDate first = terms.period().first();
        LocalDate last = terms.period().last();
        boolean reasonable = isReasonable(first)
                && isReasonable(last)
                && !last.isBefore(first)
                && !last.isAfter(first.plusYears(MOST_YEARS))
                && (lastDay == null || (isReasonable(lastDay) && !lastDay.isAfter(first.plusYears(MOST_YEARS))));
        return when(
                !reasonable,
                "/terms/period",
                "PeriodMustBeReasonable",
                "an agreement runs for at most " + MOST_YEARS + " years, and ends after it begins");
    }

    private static boolean isReasonable(LocalDate day) {
        return day.getYear() >= EARLIEST_YEAR && day.getYear() <= LATEST_YEAR;
    }

    private Optional<Rejection> termsMustHoldInTheAgreement(AgreementLife life) {
        LocalDate last = lastDay == null ? life.lastDay() : lastDay;
        return when(
                from.isBefore(life.firstDay()) || from.isAfter(last),
                "/from",
                "TermsMustHoldInTheAgreement",
                "the agreement runs from " + life.firstDay() + " to " + last);
    }

    private Optional<Rejection> grantsMustBeReasonable() {
        Funding funding = terms.funding();
        Set<String> parties = terms.parties().stream().map(party -> party.id()).collect(Collectors.toSet());
        for (int index = 0; index < funding.grants().size(); index++) {
            Grant grant = funding.grants().get(index);
            boolean known = parties.contains(grant.payer()) && parties.contains(grant.recipient());
            boolean year = funding.years() == YearKind.CONTRACT
                    ? grant.year() >= 1 && grant.year() <= MOST_YEARS
                    : grant.year() >= EARLIEST_YEAR && grant.year() <= LATEST_YEAR;
            String field = "/terms/funding/grants/" + index;
            Optional<Rejection> broken = known
                    ? when(
                            !year || grant.amount().isNegative(),
                            field,
                            "GrantMustBeReasonable",
                            "a grant is nothing or more, for a year that an agreement can have")
                    : when(true, field, "PartyMustBeInTheTerms", "payer and recipient are ids of parties");
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private Optional<Rejection> monthsMustBeMonths() {
        PaymentTerms payment = terms.funding().payment();
        return when(
                payment != null && payment.months().stream().anyMatch(month -> month < 1 || month > 12),
                "/terms/funding/payment/months",
                "MonthMustBeOneOfTwelve",
                "a month is a number from 1 to 12");
    }

    private static Optional<Rejection> when(boolean broken, String field, String rule, String detail) {
        return broken ? Optional.of(Rejection.at(field, rule, detail)) : Optional.empty();
    }

    /** The agreement's life with these terms, as a version of its own. */
    public AgreementLife with(AgreementLife life) {
        int next = 1
                + life.versions().stream().mapToInt(TermsVersion::number).max().orElse(0);
        Optional<AgreementLife> changed =
                AgreementLife.after(Optional.of(life), new TermsChanged("", next, terms, from, from, null));
        LocalDate day = lastDay;
        return (day == null
                        ? changed
                        : AgreementLife.after(changed, new LastDayChanged("", day, "the last day with the amendment")))
                .orElseThrow();
    }

    /** The rule by which the plan with these terms could not be told, once they are reasonable. */
    public Optional<Rejection> brokenRule(Inputs inputs, AgreementLife life, BankDays bankDays) {
        return FundingPlan.brokenRule(inputs.living(with(life)), bankDays);
    }

    /** The plan with these terms, if they break no rule. */
    public FundingPlan plan(Inputs inputs, AgreementLife life, SettledSoFar settled, BankDays bankDays) {
        return FundingPlan.of(inputs.living(with(life)), settled, bankDays);
    }

    /** What distinguishes two plans, tranche by tranche, in order of the ids. */
    public static List<Changed> changes(FundingPlan before, FundingPlan then) {
        Map<String, PlannedTranche> was = byId(before);
        Map<String, PlannedTranche> is = byId(then);
        Set<String> ids = new TreeSet<>(was.keySet());
        ids.addAll(is.keySet());
        List<Changed> changes = new ArrayList<>();
        for (String id : ids) {
            PlannedTranche one = was.get(id);
            PlannedTranche other = is.get(id);
            if (one == null && other != null) {
                changes.add(new Changed(
                        id, How.ADDED, null, other.tranche(), other.tranche().amount()));
            } else if (one != null && other == null) {
                changes.add(new Changed(
                        id,
                        How.CANCELLED,
                        one.tranche(),
                        null,
                        Money.ZERO.minus(one.tranche().amount())));
            } else if (one != null && other != null && !isTheSame(one.tranche(), other.tranche())) {
                changes.add(new Changed(
                        id,
                        How.CHANGED,
                        one.tranche(),
                        other.tranche(),
                        other.tranche().amount().minus(one.tranche().amount())));
            }
        }
        return changes;
    }

    private static Map<String, PlannedTranche> byId(FundingPlan plan) {
        return plan.tranches().stream()
                .collect(Collectors.toMap(planned -> planned.tranche().trancheId(), Function.identity()));
    }

    /** In what is paid, to whom, when and for which days; the version that gives it is no difference. */
    private static boolean isTheSame(Tranche one, Tranche other) {
        return Differences.withoutWords(FundingPlan.whole(one, 1))
                .equals(Differences.withoutWords(FundingPlan.whole(other, 1)));
    }
}

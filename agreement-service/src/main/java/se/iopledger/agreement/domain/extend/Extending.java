package se.iopledger.agreement.domain.extend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.exit.Cut;
import se.iopledger.agreement.domain.extend.Continuation.Agreed;
import se.iopledger.agreement.domain.extend.Continuation.FundsCheck;
import se.iopledger.agreement.domain.life.Due;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.ExtensionKind;
import se.iopledger.contracts.terms.ExtensionRule;
import se.iopledger.contracts.terms.Terms;

/**
 * How an agreement goes on after its last day: as its parties agreed in writing (UPP-11), or by its own rule, year by year,
 * unless notice came in time or funds do not exist (STO-3).
 */
@CheckReturnValue
public final class Extending {
    private Extending() {}

    /** The next extension: on the day on which the parties were bound, or else on the day after the last one. */
    public static Stream<Due> due(Known known) {
        Life.Span span = known.life().inForce();
        if (span == null
                || known.life().ended() != null
                || Cut.by(span.last(), known).isPresent()) {
            return Stream.empty();
        }
        LocalDate firstDay = span.last().plusDays(1);
        Optional<Agreed> agreed = known.continuation().from(firstDay);
        return agreed.isPresent()
                ? agreed
                        .map(one -> told(
                                known,
                                new AgreementExtended(
                                        known.agreementId(), one.firstDay(), one.lastDay(), one.clauses())))
                        .stream()
                : byItsOwnRule(known, firstDay);
    }

    private static Stream<Due> byItsOwnRule(Known known, LocalDate firstDay) {
        boolean fundsAreMissing = known.continuation()
                .fundsFor(firstDay)
                .filter(check -> !check.exist())
                .isPresent();
        return ruleAfter(known, firstDay.minusDays(1))
                .filter(_ -> !fundsAreMissing)
                .map(rule -> told(
                        known,
                        new AgreementExtended(
                                known.agreementId(), firstDay, lastDayOfExtension(rule, firstDay), rule.clauses())))
                .stream();
    }

    /** The rule by which an agreement that would end on a day goes on by itself: that of the terms that hold then. */
    static Optional<ExtensionRule> ruleAfter(Known known, LocalDate lastDay) {
        return Optional.ofNullable(known.termsOn(lastDay).extension()).filter(rule -> reachesBeyond(lastDay, rule));
    }

    /** What an extension that was told is, so that it can be taken back. */
    public static Due told(Known known, AgreementExtended event) {
        return new Due(
                id(event.firstDay()),
                known.continuation().from(event.firstDay()).map(Agreed::boundOn).orElse(event.firstDay()),
                event,
                new ExtensionReversed(event.agreementId(), event.firstDay(), event.lastDay()));
    }

    /** Which extension, by its first day. */
    public static String id(LocalDate firstDay) {
        return "extension:" + firstDay;
    }

    /** The first days of the extensions that stand. */
    static Stream<LocalDate> firstDays(Life life) {
        return life.followed().stream()
                .map(Life.Followed::reversal)
                .filter(ExtensionReversed.class::isInstance)
                .map(reversal -> ((ExtensionReversed) reversal).firstDay());
    }

    /** The first day of the latest extension that stands; empty where none does. */
    public static Optional<LocalDate> latestFirstDay(Life life) {
        return firstDays(life).max(Comparator.naturalOrder());
    }

    /**
     * The extensions by their own rule for which it must be known that funds exist, and nobody said so before they began
     * (STO-2, STO-3).
     */
    public static Stream<LocalDate> withoutFundsCheck(Known known) {
        return firstDays(known.life())
                .filter(firstDay -> known.continuation().from(firstDay).isEmpty())
                .filter(firstDay -> dependsOnFunds(known.termsOn(firstDay.minusDays(1))))
                .filter(firstDay -> known.continuation()
                        .fundsFor(firstDay)
                        .filter(FundsCheck::exist)
                        .isEmpty());
    }

    static boolean dependsOnFunds(Terms terms) {
        return terms.conditions().stream().anyMatch(condition -> condition.kind() == ConditionKind.FUNDS_EXIST);
    }

    /** Whether an agreement that would end on a day goes on by its own rule. */
    public static boolean reachesBeyond(LocalDate lastDay, ExtensionRule rule) {
        return rule.kind() == ExtensionKind.AUTOMATIC
                && rule.years() != null
                && (rule.longestTo() == null || lastDay.isBefore(rule.longestTo()));
    }

    /** The last day of an extension of the length that the rule states; a year where it states none. */
    public static LocalDate lastDayOfExtension(ExtensionRule rule, LocalDate firstDay) {
        int years = rule.years() == null ? 1 : rule.years();
        LocalDate afterYears = firstDay.plusYears(years).minusDays(1);
        LocalDate longestTo = rule.longestTo();
        return longestTo != null && longestTo.isBefore(afterYears) ? longestTo : afterYears;
    }
}

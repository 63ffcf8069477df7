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
        Optional<Agreed> agreed = agreedAfter(known, span.last());
        return agreed.isPresent()
                ? agreed
                        .map(one -> told(
                                known,
                                new AgreementExtended(
                                        known.agreementId(), firstDay, lastDay(known, one, firstDay), one.clauses())))
                        .stream()
                : byItsOwnRule(known, firstDay);
    }

    /**
     * The agreed extension that carries the agreement beyond a day: the earliest that did not do so yet, was agreed on
     * before the end, and rests on the review that the terms ask for. Which day it begins with follows from what the
     * parties had agreed on before, and is not remembered.
     */
    private static Optional<Agreed> agreedAfter(Known known, LocalDate lastDay) {
        return known.continuation()
                .inOrder()
                .filter(agreed -> known.life().followed().stream().noneMatch(followed -> isOf(followed, agreed)))
                .filter(agreed -> !agreed.boundOn().isAfter(lastDay))
                .filter(agreed -> hasItsReview(known, agreed))
                .filter(agreed -> lastDay(known, agreed, lastDay.plusDays(1)).isAfter(lastDay))
                .findFirst();
    }

    /**
     * An agreed extension follows on the day of agreement, which comes before its first day; one by the agreement's own rule
     * on its first day, on which another may have been agreed on.
     */
    private static boolean isOf(Life.Followed followed, Agreed agreed) {
        return followed.reversal() instanceof ExtensionReversed extension
                && followed.on().equals(agreed.boundOn())
                && followed.on().isBefore(extension.firstDay());
    }

    private static boolean hasItsReview(Known known, Agreed agreed) {
        ExtensionRule rule = known.termsOn(agreed.boundOn()).extension();
        return rule == null
                || rule.kind() != ExtensionKind.AFTER_REVIEW
                || known.continuation().isReviewedBy(agreed.boundOn());
    }

    /** By the terms' length of an extension; where they state none the parties themselves said to which day. */
    private static LocalDate lastDay(Known known, Agreed agreed, LocalDate firstDay) {
        ExtensionRule rule = known.termsOn(agreed.boundOn()).extension();
        return rule == null || rule.years() == null ? agreed.lastDay() : lastDayOfExtension(rule, firstDay);
    }

    private static Stream<Due> byItsOwnRule(Known known, LocalDate firstDay) {
        return ruleAfter(known, firstDay.minusDays(1))
                .filter(_ -> !known.continuation().fundsAreMissingFor(firstDay))
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
                agreedAfter(known, event.firstDay().minusDays(1))
                        .map(Agreed::boundOn)
                        .orElse(event.firstDay()),
                event,
                new ExtensionReversed(event.agreementId(), event.firstDay(), event.lastDay()));
    }

    /** Which extension, by its first day. */
    public static String id(LocalDate firstDay) {
        return "extension:" + firstDay;
    }

    /** The first days of the extensions that stand. */
    private static Stream<LocalDate> firstDays(Stream<Life.Followed> followed) {
        return followed.map(Life.Followed::reversal)
                .filter(ExtensionReversed.class::isInstance)
                .map(reversal -> ((ExtensionReversed) reversal).firstDay());
    }

    /** The first days of those that stand and that nobody had to agree on. */
    static Stream<LocalDate> firstDaysByOwnRule(Known known) {
        return firstDays(known.life().followed().stream()
                .filter(followed ->
                        known.continuation().agreed().stream().noneMatch(agreed -> isOf(followed, agreed))));
    }

    /** The first day of the latest extension that stands; empty where none does. */
    public static Optional<LocalDate> latestFirstDay(Life life) {
        return firstDays(life.followed().stream()).max(Comparator.naturalOrder());
    }

    /**
     * The extensions by their own rule for which it must be known that funds exist, and nobody said so before they began
     * (STO-2, STO-3).
     */
    public static Stream<LocalDate> withoutFundsCheck(Known known) {
        return firstDaysByOwnRule(known)
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

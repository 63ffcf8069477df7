package se.iopledger.agreement.domain.extend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.exit.Cut;
import se.iopledger.agreement.domain.life.Due;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.terms.ExtensionKind;
import se.iopledger.contracts.terms.ExtensionRule;
import se.iopledger.contracts.terms.Terms;

/** How an agreement goes on after its last day: by its own rule, year by year, unless notice came in time (STO-3). */
@CheckReturnValue
public final class Extending {
    private Extending() {}

    /** The next extension by the agreement's own rule: on the day after its last day. */
    public static Stream<Due> due(Known known) {
        Life.Span span = known.life().inForce();
        if (span == null
                || known.life().ended() != null
                || Cut.by(span.last(), known).isPresent()) {
            return Stream.empty();
        }
        ExtensionRule rule = known.termsOn(span.last()).extension();
        if (rule == null || !reachesBeyond(span.last(), rule)) {
            return Stream.empty();
        }
        LocalDate firstDay = span.last().plusDays(1);
        return Stream.of(told(new AgreementExtended(
                known.agreementId(), firstDay, lastDayOfExtension(rule, firstDay), rule.clauses())));
    }

    /** What an extension that was told is, so that it can be taken back. */
    public static Due told(AgreementExtended event) {
        return new Due(
                id(event.firstDay()),
                event.firstDay(),
                event,
                new ExtensionReversed(event.agreementId(), event.firstDay(), event.lastDay()));
    }

    /** Which extension, by its first day. */
    public static String id(LocalDate firstDay) {
        return "extension:" + firstDay;
    }

    /** The first day of the latest extension that stands; empty where none does. */
    public static Optional<LocalDate> latestFirstDay(Life life) {
        return life.followed().stream()
                .map(Life.Followed::reversal)
                .filter(ExtensionReversed.class::isInstance)
                .map(reversal -> ((ExtensionReversed) reversal).firstDay())
                .max(Comparator.naturalOrder());
    }

    /**
     * The last day of an agreement that nothing ends earlier: of its period, and of all extensions that it may still have
     * by its own rule. Empty where its rule sets no limit.
     */
    public static Optional<LocalDate> runsTo(Terms terms) {
        ExtensionRule rule = terms.extension();
        LocalDate end = terms.period().last();
        if (rule == null || !reachesBeyond(end, rule)) {
            return Optional.of(end);
        }
        return Optional.ofNullable(rule.longestTo());
    }

    /** Whether an agreement that would end on a day goes on by its own rule. */
    public static boolean reachesBeyond(LocalDate lastDay, ExtensionRule rule) {
        return rule.kind() == ExtensionKind.AUTOMATIC
                && rule.years() != null
                && (rule.longestTo() == null || lastDay.isBefore(rule.longestTo()));
    }

    /** The last day of an extension by its own rule. */
    public static LocalDate lastDayOfExtension(ExtensionRule rule, LocalDate firstDay) {
        int years = rule.years() == null ? 1 : rule.years();
        LocalDate afterYears = firstDay.plusYears(years).minusDays(1);
        LocalDate longestTo = rule.longestTo();
        return longestTo != null && longestTo.isBefore(afterYears) ? longestTo : afterYears;
    }
}

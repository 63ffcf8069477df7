package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.breach.Breaches.Breach;
import se.iopledger.agreement.domain.breach.Breaches.Call;
import se.iopledger.agreement.domain.extend.Run;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Terms;

/** How an agreement may end, each way with its rule, and with the last day if it were used on a day. */
@CheckReturnValue
public final class WaysOut {
    private WaysOut() {}

    /**
     * To which day the agreement runs, and every way to end it earlier.
     *
     * @param lastDay as it stands; null before the agreement is in force
     * @param calculation what makes it that day, for a person
     * @param longest the day that it may reach by its own rule if nothing ends it; null where nothing limits it, and
     *     before the agreement is in force
     */
    public record Overview(
            @Nullable LocalDate lastDay,
            String calculation,
            @Nullable LocalDate longest,
            List<WayOut> waysOut) {
        public Overview {
            waysOut = List.copyOf(waysOut);
        }
    }

    /** The ways as they stand, were one used on this day. */
    public static Overview of(Known known, LocalDate today) {
        Terms terms = known.termsOn(today);
        List<WayOut> waysOut = Stream.concat(
                        terms.exits().stream().map(exit -> wayOut(known, terms, exit, today)), outsideTerms(terms))
                .toList();
        return switch (known.stage()) {
            case Stage.InForce inForce ->
                new Overview(
                        inForce.lastDay(),
                        Cut.of(known)
                                .filter(cut -> cut.lastDay().equals(inForce.lastDay()))
                                .map(Cut::calculation)
                                .orElse("it runs to " + inForce.lastDay() + ": nothing ends it earlier"),
                        Run.asOf(known, today).longest().orElse(null),
                        waysOut);
            case Stage.Ended ended -> new Overview(ended.lastDay(), "it has ended", ended.lastDay(), waysOut);
            case Stage.Draft _, Stage.Approved _, Stage.Voided _ ->
                new Overview(null, "it is not in force", null, waysOut);
        };
    }

    private static WayOut wayOut(Known known, Terms terms, ExitRule exit, LocalDate today) {
        Optional<LastDayByNotice> byNotice = switch (exit.kind()) {
            case NOTICE, NOTICE_FOR_CAUSE, NON_EXTENSION -> LastDayByNotice.of(known, exit, today);
            case RESCISSION, ACTOR_EXCLUSION, LAPSE_OF_CONDITION, REVOCATION -> Optional.empty();
        };
        return new WayOut(
                exit.id(),
                exit.kind(),
                exit.inCaseOf(),
                by(terms, exit),
                exit.noticeMonths(),
                exit.noticeBy(),
                exit.form(),
                exit.noticeTo(),
                exit.stepsBefore(),
                byNotice.map(LastDayByNotice::lastDay).orElse(exit.kind() == ExitKind.RESCISSION ? today : null),
                byNotice.map(LastDayByNotice::calculation).orElseGet(() -> withoutNotice(exit, today)),
                hindrance(known, exit, today, byNotice),
                exit.clauses());
    }

    private static List<String> by(Terms terms, ExitRule exit) {
        return terms.parties().stream()
                .map(Party::id)
                .filter(party -> exit.by().isEmpty() || exit.by().contains(party))
                .toList();
    }

    private static String withoutNotice(ExitRule exit, LocalDate today) {
        return switch (exit.kind()) {
            case NOTICE, NOTICE_FOR_CAUSE -> "the terms state no period of notice";
            case NON_EXTENSION -> "no extension is left that a notice on " + today + " could stop";
            case RESCISSION -> "no period of notice: the last day is the day on which it is declared";
            case ACTOR_EXCLUSION -> "the last day is the one that the steering group decides";
            case LAPSE_OF_CONDITION -> "the last day is the last one on which the condition holds";
            case REVOCATION -> "the last day is the one that the parties agree on";
        };
    }

    private static @Nullable String hindrance(
            Known known, ExitRule exit, LocalDate today, Optional<LastDayByNotice> byNotice) {
        return switch (known.stage()) {
            case Stage.Draft _, Stage.Approved _, Stage.Voided _ -> "the agreement is not in force";
            case Stage.Ended ended -> "the agreement ended on " + ended.lastDay();
            case Stage.InForce _ ->
                switch (exit.kind()) {
                    case NOTICE, NOTICE_FOR_CAUSE, NON_EXTENSION -> tooLate(known, exit, today, byNotice);
                    case RESCISSION -> unremedied(known, today);
                    case ACTOR_EXCLUSION -> failedPlan(known, today);
                    case LAPSE_OF_CONDITION, REVOCATION -> null;
                };
        };
    }

    private static @Nullable String tooLate(
            Known known, ExitRule exit, LocalDate today, Optional<LastDayByNotice> byNotice) {
        if (byNotice.isEmpty()) {
            return withoutNotice(exit, today);
        }
        LocalDate lastDay = byNotice.get().lastDay();
        return exit.kind() != ExitKind.NON_EXTENSION && ExitRules.isTooLate(known, today, lastDay)
                ? "by " + lastDay + " the agreement ends without it"
                : null;
    }

    private static @Nullable String unremedied(Known known, LocalDate today) {
        return known.breaches().all().stream().anyMatch(breach -> timeHasPassed(breach, today))
                ? null
                : "no breach is registered for whose remedy the time has passed";
    }

    private static boolean timeHasPassed(Breach breach, LocalDate today) {
        Call call = breach.call();
        return call != null && today.isAfter(call.remedyBy()) && breach.standsOn(today);
    }

    /** Of a civil party of the day: nobody else is terminated, and nobody who has gone. */
    private static @Nullable String failedPlan(Known known, LocalDate today) {
        return known.termsOn(today).parties().stream()
                        .filter(party -> party.sector() == Sector.CIVIL)
                        .map(Party::id)
                        .flatMap(known.conduct()::failedPlansOf)
                        .findAny()
                        .isPresent()
                ? null
                : "no deficiency of a civil party is recorded that remains after the plan for it";
    }

    /** Where the paper is silent on rescission it takes a decision that says on what it rests. */
    private static Stream<WayOut> outsideTerms(Terms terms) {
        boolean regulated = terms.exits().stream().anyMatch(exit -> exit.kind() == ExitKind.RESCISSION);
        return regulated
                ? Stream.empty()
                : Stream.of(new WayOut(
                        null,
                        ExitKind.RESCISSION,
                        "a breach that is not remedied; the terms do not provide for it",
                        terms.parties().stream().map(Party::id).toList(),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        "a decision has to say on what ground a party may rescind; the last day is the day on which it is"
                                + " declared",
                        "the terms do not provide for it: it takes a decision with its ground",
                        List.of()));
    }
}

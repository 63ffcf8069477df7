package se.iopledger.agreement.domain.asof;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.correct.Facts;
import se.iopledger.agreement.domain.correct.FactsAlone;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.life.WhatFollows;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;

/**
 * An agreement as it stood on a day, by what was known at a time. Known are the events recorded by then. Of their facts
 * those hold that are not void and whose day had come; what follows from these by that day is reckoned anew, as always.
 */
@CheckReturnValue
public final class AsOf {
    private AsOf() {}

    /**
     * An event as the log has it.
     *
     * @param effective the day from which it holds
     */
    public record Recorded(AgreementEvent event, LocalDate effective) {}

    /**
     * The agreement as it stood.
     *
     * @param known all that was recorded by the time in question, from the first event on
     * @param day the day in question
     */
    public static Agreement of(List<Recorded> known, LocalDate day) {
        Agreement told = Agreement.UNREGISTERED;
        for (Recorded recorded : known) {
            told = AgreementDecider.evolve(told, recorded.event());
        }
        return told instanceof Known agreement && !agreement.registration().voided()
                ? followed(withFactsOf(agreement, notBefore(agreement.facts(), known, day)), day)
                        .with(agreement.facts())
                : told;
    }

    /** The terms stand from the registration on: that this ledger took them in later says nothing of the agreement. */
    private static Facts notBefore(Facts facts, List<Recorded> known, LocalDate day) {
        Facts holding = facts;
        for (Facts.Fact fact : facts.all()) {
            if (!(fact.event() instanceof AgreementRegistered)
                    && known.get(fact.number()).effective().isAfter(day)) {
                holding = holding.without(fact.number());
            }
        }
        return holding;
    }

    /** A fact that is dated before one that it needs holds with that one. */
    private static Known withFactsOf(Known agreement, Facts facts) {
        return switch (FactsAlone.of(agreement, facts)) {
            case FactsAlone.Hold(Known held) -> held;
            case FactsAlone.Lack(Facts.Fact dependent) -> withFactsOf(agreement, facts.without(dependent.number()));
        };
    }

    private static Known followed(Known facts, LocalDate day) {
        Agreement followed = facts.with(Life.NOTHING_FOLLOWED);
        for (AgreementEvent event : WhatFollows.by(day, followed)) {
            followed = AgreementDecider.evolve(followed, event);
        }
        return (Known) followed;
    }
}

package se.iopledger.agreement.domain.life;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.exit.GoingOnWithout;
import se.iopledger.agreement.domain.extend.Extending;
import se.iopledger.agreement.domain.life.Life.Followed;
import se.iopledger.agreement.domain.life.Life.Span;
import se.iopledger.agreement.domain.life.Life.Version;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;

/** What the events of an agreement's life make of it. */
@CheckReturnValue
public final class Living {
    private Living() {}

    /** The agreement after the event. */
    public static Known evolve(Known known, LifeEvent event) {
        return switch (event) {
            case AgreementActivated activated -> activated(known, activated);
            case ActivationReversed _ -> known.with(Life.NOTHING_FOLLOWED);
            case AgreementExtended extended -> {
                Span span = running(known, event);
                yield known.with(known.life()
                        .inForce(new Span(span.first(), extended.lastDay()))
                        .after(Extending.told(known, extended)));
            }
            case ExtensionReversed reversed ->
                known.with(reversed(known, event, Extending.id(reversed.firstDay()))
                        .inForce(until(known, event, reversed.firstDay().minusDays(1))));
            case LastDayChanged changed -> known.with(known.life().inForce(until(known, event, changed.lastDay())));
            case AgreementExpired expired -> ended(known, event, Ends.told(expired), expired.lastDay(), Ending.EXPIRY);
            case AgreementEnded ended -> ended(known, event, Ends.told(ended), ended.lastDay(), ended.how());
            case EndReversed reversed -> {
                Ending how = known.life().ended();
                if (how == null) {
                    throw Impossible.event(event, known);
                }
                yield known.with(
                        reversed(known, event, Ends.id(reversed.lastDay(), how)).ended(null));
            }
            // After the end too: it may come to light late.
            case TermsChanged changed ->
                known.with(inForce(known, event)
                        .with(new Version(changed.termsVersion(), changed.from(), changed.terms()))
                        .after(told(known, changed)));
            case TermsChangeReversed reversed ->
                known.with(reversed(known, event, idOfWhatWasTold(known, reversed))
                        .withoutVersion(reversed.termsVersion()));
        };
    }

    /**
     * What a change of the terms that was told is, so that it can be taken back. An amendment without a party that it was
     * proposed with is told as something else than with it.
     */
    public static Due told(Known known, TermsChanged event) {
        return new Due(
                "terms:" + event.termsVersion() + GoingOnWithout.whoIsLeftOut(known, event),
                event.boundOn(),
                event,
                new TermsChangeReversed(event.agreementId(), event.termsVersion()));
    }

    /** Empty where it was not: no id is. */
    private static String idOfWhatWasTold(Known known, TermsChangeReversed reversal) {
        return known.life().followed().stream()
                .filter(followed -> followed.reversal().equals(reversal))
                .map(Followed::id)
                .findFirst()
                .orElse("");
    }

    private static Known activated(Known known, AgreementActivated event) {
        if (known.life().inForce() != null
                || !Agreement.missingForActivation(known).isEmpty()) {
            throw Impossible.event(event, known);
        }
        return known.with(known.life()
                .inForce(new Span(event.firstDay(), event.lastDay()))
                .with(new Version(event.termsVersion(), event.firstDay(), event.terms()))
                .after(Activating.told(known, event)));
    }

    private static Known ended(Known known, LifeEvent event, Due end, LocalDate lastDay, Ending how) {
        Span span = running(known, event);
        return known.with(
                known.life().inForce(new Span(span.first(), lastDay)).ended(how).after(end));
    }

    private static Life inForce(Known known, LifeEvent event) {
        if (known.life().inForce() == null) {
            throw Impossible.event(event, known);
        }
        return known.life();
    }

    private static Span running(Known known, LifeEvent event) {
        Span span = known.life().inForce();
        if (span == null || known.life().ended() != null) {
            throw Impossible.event(event, known);
        }
        return span;
    }

    private static Span until(Known known, LifeEvent event, LocalDate lastDay) {
        return new Span(running(known, event).first(), lastDay);
    }

    private static Life reversed(Known known, LifeEvent event, String id) {
        if (!known.life().has(id)) {
            throw Impossible.event(event, known);
        }
        return known.life().without(id);
    }
}

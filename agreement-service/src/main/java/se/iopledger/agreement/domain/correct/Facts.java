package se.iopledger.agreement.domain.correct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.AmendmentEvent;
import se.iopledger.contracts.agreement.ArchiveEvent;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ContactEvent;
import se.iopledger.contracts.agreement.CorrectionEvent;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExtensionEvent;
import se.iopledger.contracts.agreement.FundingEvent;
import se.iopledger.contracts.agreement.GovernanceEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.NeedEvent;
import se.iopledger.contracts.agreement.SettlementEvent;

/**
 * What was recorded about an agreement, in order. An event's number is its place in the agreement's stream, from 0: the
 * {@code streamsequence} of its entry.
 *
 * @param told how many events there are, of all kinds
 * @param all those of them that are facts, voided ones too
 */
@CheckReturnValue
public record Facts(int told, List<Fact> all) {
    public static final Facts NONE = new Facts(0, List.of());

    public Facts {
        all = List.copyOf(all);
    }

    /**
     * Something that was recorded, and not merely followed.
     *
     * @param number its event's number
     * @param events the event, and the findings that were raised with it
     * @param voided whether it was a mistake
     */
    public record Fact(int number, List<AgreementEvent> events, boolean voided) {
        public Fact {
            events = List.copyOf(events);
        }

        public AgreementEvent event() {
            return events.getFirst();
        }

        private Fact with(FindingsRaised raised) {
            return new Fact(
                    number, Stream.concat(events.stream(), Stream.of(raised)).toList(), voided);
        }

        private Fact asVoided() {
            return new Fact(number, events, true);
        }
    }

    /** The fact with this number, voided or not; empty where the event is no fact. */
    public Optional<Fact> find(int number) {
        return all.stream().filter(fact -> fact.number() == number).findFirst();
    }

    /**
     * An id for the next fact of a kind that nothing in this agreement had before, as {@code notice-2}: voided ones count,
     * and those of a registration that was voided.
     *
     * @param kind the event that brings such a fact about
     */
    public String nextId(String prefix, Class<? extends AgreementEvent> kind) {
        return prefix + "-"
                + (all.stream().filter(fact -> kind.isInstance(fact.event())).count() + 1);
    }

    /**
     * The same where several events in the life of one thing name it: one more than the highest number that any has.
     *
     * @param kind the events that name it
     * @param id the id that such an event names
     */
    public String nextId(String prefix, Class<? extends AgreementEvent> kind, Function<AgreementEvent, String> id) {
        return prefix + "-"
                + (all.stream()
                                .map(Fact::event)
                                .filter(kind::isInstance)
                                .map(id)
                                .mapToInt(one -> Integer.parseInt(one.substring(prefix.length() + 1)))
                                .max()
                                .orElse(0)
                        + 1);
    }

    List<Fact> standing() {
        return all.stream().filter(fact -> !fact.voided()).toList();
    }

    /** With one more event. */
    public Facts and(AgreementEvent event) {
        return new Facts(
                told + 1,
                switch (event) {
                    // What follows is taken back by itself, and who was named is removed or erased.
                    case LifeEvent _, ConductEvent.OfDeadline _, ContactEvent _, CorrectionEvent _ -> all;
                    case AgreementRegistered _,
                            AgreementApproved _,
                            AgreementSigned _,
                            ExitEvent _,
                            AmendmentEvent _,
                            FundingEvent _,
                            ExtensionEvent _,
                            ConductEvent _,
                            GovernanceEvent _,
                            DocumentEvent _,
                            SettlementEvent _,
                            NeedEvent _,
                            ArchiveEvent _ -> and(new Fact(told, List.of(event), false));
                    // Raised with the fact that stands before them, and void with it.
                    case FindingsRaised raised -> lastWith(raised);
                    case AgreementVoided _ -> all.stream().map(Fact::asVoided).toList();
                });
    }

    /** With this fact void. */
    public Facts without(int number) {
        return new Facts(
                told,
                all.stream()
                        .map(fact -> fact.number() == number ? fact.asVoided() : fact)
                        .toList());
    }

    private List<Fact> and(Fact more) {
        return Stream.concat(all.stream(), Stream.of(more)).toList();
    }

    private List<Fact> lastWith(FindingsRaised raised) {
        List<Fact> changed = new ArrayList<>(all);
        changed.set(changed.size() - 1, changed.getLast().with(raised));
        return changed;
    }
}

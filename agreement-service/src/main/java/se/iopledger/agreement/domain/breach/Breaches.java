package se.iopledger.agreement.domain.breach;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.contracts.agreement.Stipulated;

/** The breaches that were registered, in the order in which they were. */
public record Breaches(List<Breach> all) {
    public static final Breaches NONE = new Breaches(List.of());

    public Breaches {
        all = List.copyOf(all);
    }

    /**
     * A breach.
     *
     * @param party id of the party that did not fulfil its undertakings
     * @param registeredBy opaque id of who registered it
     * @param against what the terms say that was not fulfilled; null where nothing is named
     * @param call null where nobody called for its remedy
     * @param remediedOn null where it was not remedied
     */
    public record Breach(
            String id,
            String party,
            String what,
            LocalDate noticedOn,
            String registeredBy,
            @Nullable Stipulated against,
            @Nullable Call call,
            @Nullable LocalDate remediedOn)
            implements Numbered {
        /** Whether it was there on a day and not remedied by the end of it. */
        public boolean standsOn(LocalDate day) {
            return !noticedOn.isAfter(day) && (remediedOn == null || remediedOn.isAfter(day));
        }

        Breach with(Call called) {
            return new Breach(id, party, what, noticedOn, registeredBy, against, called, remediedOn);
        }

        Breach remedied(LocalDate on) {
            return new Breach(id, party, what, noticedOn, registeredBy, against, call, on);
        }
    }

    /** A call to remedy it, by a day. */
    public record Call(LocalDate calledOn, LocalDate remedyBy) {}

    public Optional<Breach> find(String id) {
        return Numbered.find(all, id);
    }

    /**
     * Whether what rests on a breach has its ground: what rests on none has. A remedy that comes to light late takes the
     * ground away, and what followed with it.
     */
    public boolean carry(@Nullable String breachId, LocalDate day) {
        return breachId == null
                || find(breachId).filter(breach -> breach.standsOn(day)).isPresent();
    }

    Breaches and(Breach more) {
        return new Breaches(Numbered.and(all, more));
    }

    Breaches with(Breach changed) {
        return new Breaches(Numbered.changed(all, changed));
    }
}

package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All changes of the terms that were proposed, and all renegotiations, each in the order in which they were recorded.
 */
@CheckReturnValue
public record Amendments(List<Amendment> all, List<Renegotiation> renegotiations) {
    public static final Amendments NONE = new Amendments(List.of(), List.of());

    public Amendments {
        all = List.copyOf(all);
        renegotiations = List.copyOf(renegotiations);
    }

    public Optional<Amendment> find(String id) {
        return all.stream().filter(amendment -> amendment.id().equals(id)).findFirst();
    }

    public Optional<Renegotiation> findRenegotiation(String id) {
        return renegotiations.stream()
                .filter(renegotiation -> renegotiation.id().equals(id))
                .findFirst();
    }

    /** Those that all had agreed on by a day. */
    public Amendments boundBy(LocalDate day) {
        return new Amendments(
                all.stream()
                        .filter(amendment -> amendment
                                .boundOn()
                                .filter(boundOn -> !boundOn.isAfter(day))
                                .isPresent())
                        .toList(),
                renegotiations);
    }

    Amendments and(Amendment more) {
        return new Amendments(Stream.concat(all.stream(), Stream.of(more)).toList(), renegotiations);
    }

    Amendments with(Amendment changed) {
        return new Amendments(
                all.stream()
                        .map(amendment -> amendment.id().equals(changed.id()) ? changed : amendment)
                        .toList(),
                renegotiations);
    }

    Amendments and(Renegotiation more) {
        return new Amendments(
                all, Stream.concat(renegotiations.stream(), Stream.of(more)).toList());
    }

    Amendments with(Renegotiation changed) {
        return new Amendments(
                all,
                renegotiations.stream()
                        .map(renegotiation -> renegotiation.id().equals(changed.id()) ? changed : renegotiation)
                        .toList());
    }
}

package se.iopledger.agreement.domain.sign;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.Evidence;

/** The parties' signatures, in the order in which they were recorded. */
public record Signatures(List<Signature> all) {
    public static final Signatures NONE = new Signatures(List.of());

    public Signatures {
        all = List.copyOf(all);
    }

    /** One party's signature. */
    public record Signature(String party, LocalDate signedOn, Evidence evidence) {}

    /** The party's signature, if it is recorded. */
    public Optional<Signature> of(String party) {
        return all.stream().filter(signature -> signature.party().equals(party)).findFirst();
    }

    /** With one more. */
    public Signatures and(Signature more) {
        return new Signatures(Stream.concat(all.stream(), Stream.of(more)).toList());
    }
}

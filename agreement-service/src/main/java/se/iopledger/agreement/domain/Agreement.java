package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** Where an agreement stands. Each state holds what is true in it and nothing that is not yet, or no longer, true. */
public sealed interface Agreement {
    Agreement UNREGISTERED = new Unregistered();

    /** Nothing is known of it. */
    record Unregistered() implements Agreement {}

    /** Terms are at hand, or were. */
    sealed interface Known extends Agreement {
        Registration registration();

        /** Signatures in the order in which they were recorded. */
        List<Signature> signatures();

        Optional<Approval> approval();

        /** The same state, with more findings. */
        Known with(List<Finding> raised);

        /** The same state, with these contact persons. */
        Known with(ContactList contacts);
    }

    /** Registered; the board's decision is not recorded. It may be signed already. */
    record Draft(Registration registration, List<Signature> signatures) implements Known {
        public Draft {
            signatures = List.copyOf(signatures);
        }

        @Override
        public Optional<Approval> approval() {
            return Optional.empty();
        }

        @Override
        public Draft with(List<Finding> raised) {
            return new Draft(registration.with(raised), signatures);
        }

        @Override
        public Draft with(ContactList contacts) {
            return new Draft(registration.with(contacts), signatures);
        }
    }

    /** The board decided; signatures are missing. */
    record Approved(Registration registration, Approval given, List<Signature> signatures) implements Known {
        public Approved {
            signatures = List.copyOf(signatures);
        }

        @Override
        public Optional<Approval> approval() {
            return Optional.of(given);
        }

        @Override
        public Approved with(List<Finding> raised) {
            return new Approved(registration.with(raised), given, signatures);
        }

        @Override
        public Approved with(ContactList contacts) {
            return new Approved(registration.with(contacts), given, signatures);
        }
    }

    /**
     * Approved and signed by all: it binds.
     *
     * @param lastDay its last day as it stands now, after extensions
     */
    record Active(Registration registration, Approval given, List<Signature> signatures, LocalDate lastDay)
            implements Known {
        public Active {
            signatures = List.copyOf(signatures);
        }

        @Override
        public Optional<Approval> approval() {
            return Optional.of(given);
        }

        @Override
        public Active with(List<Finding> raised) {
            return new Active(registration.with(raised), given, signatures, lastDay);
        }

        @Override
        public Active with(ContactList contacts) {
            return new Active(registration.with(contacts), given, signatures, lastDay);
        }
    }

    /** Its last day has passed. */
    record Expired(Registration registration, Approval given, List<Signature> signatures, LocalDate lastDay)
            implements Known {
        public Expired {
            signatures = List.copyOf(signatures);
        }

        @Override
        public Optional<Approval> approval() {
            return Optional.of(given);
        }

        @Override
        public Expired with(List<Finding> raised) {
            return new Expired(registration.with(raised), given, signatures, lastDay);
        }

        @Override
        public Expired with(ContactList contacts) {
            return new Expired(registration.with(contacts), given, signatures, lastDay);
        }
    }

    /** The registration was a mistake. Approval and signatures are gone with it; the log still tells of them. */
    record Voided(Registration registration) implements Known {
        @Override
        public List<Signature> signatures() {
            return List.of();
        }

        @Override
        public Optional<Approval> approval() {
            return Optional.empty();
        }

        @Override
        public Voided with(List<Finding> raised) {
            return new Voided(registration.with(raised));
        }

        @Override
        public Voided with(ContactList contacts) {
            return new Voided(registration.with(contacts));
        }
    }

    /**
     * What was registered.
     *
     * @param termsVersion counts the registrations of this agreement, from 1
     * @param registeredBy opaque id of who registered
     * @param findings all that was found, in the order in which it was raised
     * @param contacts the parties' contact persons, also of earlier registrations that were voided
     */
    record Registration(
            String agreementId,
            int termsVersion,
            String registeredBy,
            Terms terms,
            List<Finding> findings,
            ContactList contacts) {
        public Registration {
            findings = List.copyOf(findings);
        }

        Registration with(List<Finding> raised) {
            List<Finding> all = new ArrayList<>(findings);
            all.addAll(raised);
            return new Registration(agreementId, termsVersion, registeredBy, terms, all, contacts);
        }

        Registration with(ContactList changed) {
            return new Registration(agreementId, termsVersion, registeredBy, terms, findings, changed);
        }
    }

    /** The board's decision. */
    record Approval(
            String decidedBy, LocalDate decidedOn, @Nullable String reference, Evidence evidence) {}

    /** One party's signature. */
    record Signature(String party, LocalDate signedOn, Evidence evidence) {}

    /** What still stands between an agreement and its being in force. */
    sealed interface Missing {
        record BoardDecision() implements Missing {}

        record SignatureOf(Party party) implements Missing {}
    }

    /** What is missing for activation; empty where nothing is, or where it no longer matters. */
    static List<Missing> missingForActivation(Agreement agreement) {
        return switch (agreement) {
            case Draft draft -> {
                List<Missing> missing = new ArrayList<>();
                missing.add(new Missing.BoardDecision());
                missing.addAll(missingSignatures(draft));
                yield List.copyOf(missing);
            }
            case Approved approved -> missingSignatures(approved);
            case Unregistered _, Active _, Expired _, Voided _ -> List.of();
        };
    }

    private static List<Missing> missingSignatures(Known known) {
        return known.registration().terms().parties().stream()
                .filter(party -> known.signatures().stream()
                        .noneMatch(signature -> signature.party().equals(party.id())))
                .<Missing>map(Missing.SignatureOf::new)
                .toList();
    }
}

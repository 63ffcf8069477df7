package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.amend.Amendment;
import se.iopledger.agreement.domain.amend.Amendments;
import se.iopledger.agreement.domain.approve.Approval;
import se.iopledger.agreement.domain.archive.Archive;
import se.iopledger.agreement.domain.breach.Breaches;
import se.iopledger.agreement.domain.conduct.Conduct;
import se.iopledger.agreement.domain.contact.ContactList;
import se.iopledger.agreement.domain.correct.Corrections;
import se.iopledger.agreement.domain.correct.Facts;
import se.iopledger.agreement.domain.document.Documents;
import se.iopledger.agreement.domain.exit.Departures;
import se.iopledger.agreement.domain.exit.Notices;
import se.iopledger.agreement.domain.extend.Continuation;
import se.iopledger.agreement.domain.fund.FundingDecisions;
import se.iopledger.agreement.domain.govern.Governance;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.need.Needs;
import se.iopledger.agreement.domain.register.Registration;
import se.iopledger.agreement.domain.settle.Settlements;
import se.iopledger.agreement.domain.sign.Signatures;
import se.iopledger.agreement.domain.sign.Signatures.Signature;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** What is known of an agreement. */
public sealed interface Agreement {
    Agreement UNREGISTERED = new Unregistered();

    /** Nothing is known of it. */
    record Unregistered() implements Agreement {}

    /**
     * Terms are at hand, or were. Each part belongs to one feature, which alone says how it changes.
     *
     * @param registration who registered what; voided or not
     * @param findings all that was found, in the order in which it was raised
     * @param approval the board's decision
     * @param contacts the parties' contact persons, also of earlier registrations that were voided
     * @param amendments changes of the terms that were proposed, and renegotiations
     * @param settlements the decisions that settled findings
     * @param needs what the parties found when they analysed the needs
     * @param archive whether it was archived
     * @param corrections what somebody says was recorded by mistake
     * @param facts all that was recorded, of which the other parts are made
     * @param life what followed from all the other parts, by rule and by the passing of time
     */
    record Known(
            Registration registration,
            List<Finding> findings,
            @Nullable Approval approval,
            Signatures signatures,
            ContactList contacts,
            Notices notices,
            Breaches breaches,
            Departures departures,
            Continuation continuation,
            Amendments amendments,
            Conduct conduct,
            Governance governance,
            Documents documents,
            FundingDecisions fundingDecisions,
            Settlements settlements,
            Needs needs,
            Archive archive,
            Corrections corrections,
            Facts facts,
            Life life)
            implements Agreement {
        public Known {
            findings = List.copyOf(findings);
        }

        /** Nothing more than registered. */
        public static Known of(Registration registration, ContactList contacts) {
            return new Known(
                    registration,
                    List.of(),
                    null,
                    Signatures.NONE,
                    contacts,
                    Notices.NONE,
                    Breaches.NONE,
                    Departures.NONE,
                    Continuation.NOTHING,
                    Amendments.NONE,
                    Conduct.NOTHING,
                    Governance.NOTHING,
                    Documents.NONE,
                    FundingDecisions.NONE,
                    Settlements.NONE,
                    Needs.NEVER_ANALYSED,
                    Archive.NOT_ARCHIVED,
                    Corrections.NONE,
                    Facts.NONE,
                    Life.NOTHING_FOLLOWED);
        }

        public String agreementId() {
            return registration.agreementId();
        }

        /**
         * The terms in the latest version that holds on any day, though it may be a later one. A version from a day after
         * the last one never does, as long as the agreement ends by then.
         */
        public Terms terms() {
            return life.latestThatHolds().map(Life.Version::terms).orElse(registration.terms());
        }

        /** The terms that hold on a day; before the first day those that were registered. */
        public Terms termsOn(LocalDate day) {
            return life.versionOn(day).map(Life.Version::terms).orElse(registration.terms());
        }

        /** The number of that version. */
        public int termsVersion() {
            return life.latestThatHolds().map(Life.Version::number).orElse(registration.termsVersion());
        }

        /**
         * The version of the terms with the latest day, on which others are made, whether the agreement reaches that day or
         * not; before it is in force the registered one.
         */
        public Life.Version latestVersion() {
            return life.versions().isEmpty()
                    ? new Life.Version(
                            registration.termsVersion(),
                            registration.terms().period().first(),
                            registration.terms())
                    : life.versions().getLast();
        }

        /** The terms that had, or have, this number as a version, also those that were only proposed. */
        public Optional<Terms> termsNumbered(int version) {
            return Stream.of(
                            life.versionNumbered(version).map(Life.Version::terms).stream(),
                            registration.termsVersion() == version
                                    ? Stream.of(registration.terms())
                                    : Stream.<Terms>empty(),
                            amendments.all().stream()
                                    .map(Amendment::proposal)
                                    .filter(proposal -> proposal.termsVersion() == version)
                                    .map(AmendmentProposed::terms))
                    .flatMap(terms -> terms)
                    .findFirst();
        }

        /** The highest number that any version of the terms was given, whether it came to bind, or was voided, or not. */
        public int highestTermsVersion() {
            return Stream.of(
                            Stream.of(registration.termsVersion()),
                            life.versions().stream().map(Life.Version::number),
                            facts.all().stream()
                                    .map(Facts.Fact::event)
                                    .filter(AmendmentProposed.class::isInstance)
                                    .map(event -> ((AmendmentProposed) event).termsVersion()),
                            facts.all().stream()
                                    .map(Facts.Fact::event)
                                    .filter(ActorExcluded.class::isInstance)
                                    .flatMap(event -> Stream.ofNullable(((ActorExcluded) event).termsVersion())))
                    .flatMap(numbers -> numbers)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        /** For whatever makes a new version of the terms: no number is given twice. */
        public int nextTermsVersion() {
            return highestTermsVersion() + 1;
        }

        public Stage stage() {
            Life.Span inForce = life.inForce();
            if (registration.voided()) {
                return new Stage.Voided();
            }
            if (inForce == null) {
                return approval == null ? new Stage.Draft() : new Stage.Approved();
            }
            return life.ended() == null
                    ? new Stage.InForce(inForce.first(), inForce.last())
                    : new Stage.Ended(inForce.first(), inForce.last(), life.ended());
        }

        public Known with(Registration changed) {
            return changed(parts -> parts.registration = changed);
        }

        public Known withFindings(List<Finding> changed) {
            return changed(parts -> parts.findings = changed);
        }

        public Known with(Approval changed) {
            return changed(parts -> parts.approval = changed);
        }

        public Known with(Signatures changed) {
            return changed(parts -> parts.signatures = changed);
        }

        public Known with(ContactList changed) {
            return changed(parts -> parts.contacts = changed);
        }

        public Known with(Notices changed) {
            return changed(parts -> parts.notices = changed);
        }

        public Known with(Breaches changed) {
            return changed(parts -> parts.breaches = changed);
        }

        public Known with(Departures changed) {
            return changed(parts -> parts.departures = changed);
        }

        public Known with(Continuation changed) {
            return changed(parts -> parts.continuation = changed);
        }

        public Known with(Amendments changed) {
            return changed(parts -> parts.amendments = changed);
        }

        public Known with(Conduct changed) {
            return changed(parts -> parts.conduct = changed);
        }

        public Known with(Settlements changed) {
            return changed(parts -> parts.settlements = changed);
        }

        public Known with(Needs changed) {
            return changed(parts -> parts.needs = changed);
        }

        public Known with(Archive changed) {
            return changed(parts -> parts.archive = changed);
        }

        public Known with(Corrections changed) {
            return changed(parts -> parts.corrections = changed);
        }

        public Known with(Facts changed) {
            return changed(parts -> parts.facts = changed);
        }

        public Known with(Governance changed) {
            return changed(parts -> parts.governance = changed);
        }

        public Known with(Documents changed) {
            return changed(parts -> parts.documents = changed);
        }

        public Known with(FundingDecisions changed) {
            return changed(parts -> parts.fundingDecisions = changed);
        }

        public Known with(Life changed) {
            return changed(parts -> parts.life = changed);
        }

        private Known changed(Consumer<Parts> change) {
            Parts parts = new Parts(this);
            change.accept(parts);
            return parts.together();
        }

        /** Taken apart for a moment, so that changing one part needs to name no other. */
        private static final class Parts {
            private Registration registration;
            private List<Finding> findings;
            private @Nullable Approval approval;
            private Signatures signatures;
            private ContactList contacts;
            private Notices notices;
            private Breaches breaches;
            private Departures departures;
            private Continuation continuation;
            private Amendments amendments;
            private Conduct conduct;
            private Governance governance;
            private Documents documents;
            private FundingDecisions fundingDecisions;
            private Settlements settlements;
            private Needs needs;
            private Archive archive;
            private Corrections corrections;
            private Facts facts;
            private Life life;

            Parts(Known known) {
                registration = known.registration;
                findings = known.findings;
                approval = known.approval;
                signatures = known.signatures;
                contacts = known.contacts;
                notices = known.notices;
                breaches = known.breaches;
                departures = known.departures;
                continuation = known.continuation;
                amendments = known.amendments;
                conduct = known.conduct;
                governance = known.governance;
                documents = known.documents;
                fundingDecisions = known.fundingDecisions;
                settlements = known.settlements;
                needs = known.needs;
                archive = known.archive;
                corrections = known.corrections;
                facts = known.facts;
                life = known.life;
            }

            Known together() {
                return new Known(
                        registration,
                        findings,
                        approval,
                        signatures,
                        contacts,
                        notices,
                        breaches,
                        departures,
                        continuation,
                        amendments,
                        conduct,
                        governance,
                        documents,
                        fundingDecisions,
                        settlements,
                        needs,
                        archive,
                        corrections,
                        facts,
                        life);
            }
        }
    }

    /** What still stands between an agreement and its being in force. */
    sealed interface Missing {
        record BoardDecision() implements Missing {}

        record SignatureOf(Party party) implements Missing {}
    }

    /** What is missing for activation; empty where nothing is, or where it no longer matters. */
    static List<Missing> missingForActivation(Agreement agreement) {
        if (!(agreement instanceof Known known)) {
            return List.of();
        }
        return switch (known.stage()) {
            case Stage.Draft _, Stage.Approved _ -> missing(known);
            case Stage.InForce _, Stage.Ended _, Stage.Voided _ -> List.of();
        };
    }

    private static List<Missing> missing(Known known) {
        List<Missing> missing = new ArrayList<>();
        if (known.approval() == null) {
            missing.add(new Missing.BoardDecision());
        }
        Set<String> signed =
                known.signatures().all().stream().map(Signature::party).collect(Collectors.toSet());
        known.registration().terms().parties().stream()
                .filter(party -> !signed.contains(party.id()))
                .map(Missing.SignatureOf::new)
                .forEach(missing::add);
        return List.copyOf(missing);
    }
}

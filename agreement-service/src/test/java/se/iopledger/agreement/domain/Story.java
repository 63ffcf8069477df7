package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.AgreementCommand.WorkOffDue;
import se.iopledger.agreement.domain.AmendmentCommand.DecideAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.SignAmendment;
import se.iopledger.agreement.domain.CorrectionCommand.ApproveCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.ProposeCorrection;
import se.iopledger.agreement.domain.DocumentCommand.FileDocument;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.Position;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;

/** Given what was done to an agreement, when something more is asked, then what follows. */
public final class Story {
    public static final LocalDate TAKEOVER = LocalDate.of(2021, 12, 20);
    /** When everything that was agreed on ahead holds. */
    public static final LocalDate AT_LAST = LocalDate.of(2060, 1, 1);

    public static final String REGISTRAR = "registrar-1";
    public static final String APPROVER = "approver-1";

    private final List<AgreementEvent> history;
    private final Agreement agreement;

    private Story(List<AgreementEvent> history, Agreement agreement) {
        this.history = List.copyOf(history);
        this.agreement = agreement;
    }

    public static Story given(AgreementCommand... accepted) {
        Story story = new Story(List.of(), Agreement.UNREGISTERED);
        for (AgreementCommand command : accepted) {
            story = story.when(command).happens();
        }
        return story;
    }

    /** Registered, approved and signed by all on the takeover date. */
    public static Story givenActive(Terms terms) {
        List<AgreementCommand> commands = new ArrayList<>(List.of(register(terms), approve(terms)));
        terms.parties().forEach(party -> commands.add(sign(terms, party.id())));
        return given(commands.toArray(AgreementCommand[]::new));
    }

    public Answer when(AgreementCommand command) {
        return new Answer(this, AgreementDecider.decide(command, agreement));
    }

    public Agreement agreement() {
        return agreement;
    }

    public Agreement.Known known() {
        return (Agreement.Known) agreement;
    }

    public Stage stage() {
        return known().stage();
    }

    public List<AgreementEvent> history() {
        return history;
    }

    /** What came of the last command. */
    public record Answer(Story before, Decision<AgreementEvent> decision) {
        public Story happens() {
            List<AgreementEvent> all = new ArrayList<>(before.history);
            Agreement after = before.agreement;
            for (AgreementEvent event : accepted()) {
                after = AgreementDecider.evolve(after, event);
                all.add(event);
            }
            return new Story(all, after);
        }

        public List<AgreementEvent> accepted() {
            return switch (decision) {
                case Decision.Accepted<AgreementEvent>(List<AgreementEvent> events) -> events;
                case Decision.Rejected<AgreementEvent>(Rejection rejection) ->
                    throw new AssertionError("rejected: " + rejection);
            };
        }

        public Story then(Class<?>... kinds) {
            assertThat(accepted()).<Object>extracting(AgreementEvent::getClass).containsExactly((Object[]) kinds);
            return happens();
        }

        public Story thenNothing() {
            assertThat(accepted()).isEmpty();
            return before;
        }

        public AbstractObjectAssert<?, Rejection> thenRejected(String rule) {
            return switch (decision) {
                case Decision.Accepted<AgreementEvent>(List<AgreementEvent> events) ->
                    throw new AssertionError("accepted: " + events);
                case Decision.Rejected<AgreementEvent>(Rejection rejection) ->
                    Assertions.assertThat(rejection)
                            .satisfies(refused -> assertThat(refused.rule()).isEqualTo(rule));
            };
        }
    }

    public static RegisterAgreement register(Terms terms) {
        return new RegisterAgreement(terms, Mandate.of(REGISTRAR, TAKEOVER));
    }

    public static ApproveAgreement approve(Terms terms) {
        return approve(terms, TAKEOVER, document());
    }

    public static ApproveAgreement approve(Terms terms, LocalDate decidedOn, Evidence evidence) {
        return new ApproveAgreement(
                AgreementId.of(terms), "socialnämnden", decidedOn, null, evidence, Mandate.of(APPROVER, TAKEOVER));
    }

    public static SignAgreement sign(Terms terms, String party) {
        return sign(terms, party, TAKEOVER, document());
    }

    public static SignAgreement sign(Terms terms, String party, LocalDate signedOn, Evidence evidence) {
        return new SignAgreement(AgreementId.of(terms), party, signedOn, evidence, Mandate.of(REGISTRAR, TAKEOVER));
    }

    /** Says that a fact was a mistake, as the registrar. */
    public static ProposeCorrection propose(Terms terms, int fact, @Nullable String reason) {
        return new ProposeCorrection(AgreementId.of(terms), fact, new Mandate(REGISTRAR, TAKEOVER, TAKEOVER, reason));
    }

    /** Agrees that a fact was a mistake, as the approver. */
    public static ApproveCorrection approveCorrection(Terms terms, String correctionId) {
        return new ApproveCorrection(AgreementId.of(terms), correctionId, Mandate.of(APPROVER, TAKEOVER));
    }

    /** The number of the last entry of this kind that stands. */
    public int fact(Class<? extends AgreementEvent> kind) {
        return known().facts().all().stream()
                .filter(fact -> !fact.voided() && kind.isInstance(fact.event()))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .number();
    }

    /** The last fact of this kind is voided with four eyes. */
    public Answer whenVoided(Class<? extends AgreementEvent> kind) {
        Terms terms = known().registration().terms();
        Story proposed = when(propose(terms, fact(kind), "recorded by mistake")).happens();
        return proposed.when(approveCorrection(
                terms, "correction-" + proposed.known().corrections().all().size()));
    }

    /**
     * The registrar files what the parties signed, as document-1 and so on.
     *
     * @param digit tells its bytes from others
     */
    public Story filed(String digit) {
        return when(new FileDocument(
                        known().agreementId(),
                        Kind.ANNEX,
                        null,
                        new DocumentReference(
                                "what the parties signed", null, null, digit.repeat(64), "application/pdf"),
                        TAKEOVER,
                        null,
                        Mandate.of(REGISTRAR, TAKEOVER)))
                .happens();
    }

    /** All parties sign other terms on a day, and the group that decides on them, if one does, is for them. */
    public Story amended(String day, String from, Terms changed) {
        LocalDate on = LocalDate.parse(day);
        String id = known().agreementId();
        List<String> parties = PartyRules.ids(known().latestVersion().terms());
        Mandate confirmer = Mandate.of(APPROVER, on);
        Story story = when(new ProposeAmendment(
                        id,
                        parties.getFirst(),
                        on,
                        Way.SIGNED_BY_ALL,
                        LocalDate.parse(from),
                        "the parties want it",
                        true,
                        known().latestVersion().number(),
                        changed,
                        null,
                        null,
                        null,
                        Mandate.of(REGISTRAR, on)))
                .happens();
        AmendmentProposed proposal = story.known().amendments().all().getLast().proposal();
        String group = proposal.needs().decisionOf();
        if (group != null) {
            story = story.when(new DecideAmendment(
                            id,
                            proposal.amendmentId(),
                            group,
                            on,
                            parties.stream()
                                    .map(party -> new Position(party, true))
                                    .toList(),
                            "minutes, item 2",
                            null,
                            confirmer))
                    .happens();
        }
        for (String party : proposal.needs().signatures()) {
            story = story.when(new SignAmendment(id, proposal.amendmentId(), party, on, document(), confirmer))
                    .happens();
        }
        return story;
    }

    /** The registration was a mistake. */
    public Story voided() {
        return whenVoided(AgreementRegistered.class).happens();
    }

    public static WorkOffDue workOffDueOn(Terms terms, LocalDate today) {
        return new WorkOffDue(AgreementId.of(terms), Mandate.of("clock", today));
    }

    /** To whom the terms have a notice given; null where they do not say. */
    public static @Nullable String addressee(Terms terms, String exit) {
        return terms.exits().stream()
                .filter(rule -> rule.id().equals(exit))
                .flatMap(rule -> Stream.ofNullable(rule.noticeTo()))
                .findFirst()
                .orElse(null);
    }

    public static Evidence document() {
        return new Evidence(Evidence.Kind.DOCUMENT, "the signed original", null, null);
    }

    public static Evidence assumed() {
        return new Evidence(Evidence.Kind.ASSUMED, "assumed for the demonstration", null, null);
    }

    public static Evidence electronic(String signedAt) {
        return new Evidence(
                Evidence.Kind.ELECTRONIC_SIGNATURE, null, "09222115557449114982", OffsetDateTime.parse(signedAt));
    }
}

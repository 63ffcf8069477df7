package se.iopledger.agreement.possible;

import static se.iopledger.agreement.possible.Asking.NOTHING;
import static se.iopledger.agreement.possible.Asking.WORDS;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.ArchiveCommand.ArchiveAgreement;
import se.iopledger.agreement.domain.DocumentCommand.EvidenceSignatures;
import se.iopledger.agreement.domain.DocumentCommand.FileDocument;
import se.iopledger.agreement.domain.DocumentCommand.WithdrawDocument;
import se.iopledger.agreement.domain.FundingCommand.DecideFunding;
import se.iopledger.agreement.domain.GovernanceCommand.AppointRepresentative;
import se.iopledger.agreement.domain.GovernanceCommand.AssignDuty;
import se.iopledger.agreement.domain.GovernanceCommand.CancelMeeting;
import se.iopledger.agreement.domain.GovernanceCommand.ChooseMeetingInterval;
import se.iopledger.agreement.domain.GovernanceCommand.EndMandate;
import se.iopledger.agreement.domain.GovernanceCommand.HoldMeeting;
import se.iopledger.agreement.domain.GovernanceCommand.KeepMinutes;
import se.iopledger.agreement.domain.GovernanceCommand.PlanMeeting;
import se.iopledger.agreement.domain.govern.Governance.Meeting;
import se.iopledger.agreement.domain.govern.Governance.Representative;
import se.iopledger.contracts.agreement.ArchiveEvent.Concluded;
import se.iopledger.contracts.agreement.ArchiveEvent.Fate;
import se.iopledger.contracts.agreement.ArchiveEvent.Matter;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.DocumentEvent.EvidencedSignature;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.GroupKind;
import se.iopledger.contracts.terms.Party;
import se.iopledger.shell.access.Role;

/** Requests to record what groups, boards and archives do. */
final class RecordRequests {
    static final DocumentReference DOCUMENT =
            new DocumentReference(WORDS, null, null, "0123456789abcdef".repeat(4), "application/pdf");

    private final Asking asking;
    private final LocalDate today;

    RecordRequests(Asking asking) {
        this.asking = asking;
        this.today = asking.mandate().today();
    }

    Stream<Asked> all() {
        return Stream.of(meetings(), representatives(), documents(), funding(), archive())
                .flatMap(asked -> asked);
    }

    private Stream<Asked> meetings() {
        List<Meeting> all = asking.agreement().governance().meetings();
        List<String> ids = all.stream().map(Meeting::id).toList();
        return Stream.of(
                        Asking.each(
                                "planMeeting",
                                "body",
                                Role.REGISTRAR,
                                groups(),
                                body -> new PlanMeeting(asking.id(), body, today, convener(body), asking.mandate())),
                        Asking.each("holdMeeting", "body", Role.REGISTRAR, groups(), body -> held(null, body)),
                        all.stream()
                                .map(meeting -> new Asked(
                                        "holdMeeting",
                                        Map.of("meetingId", meeting.id()),
                                        Role.REGISTRAR,
                                        held(meeting.id(), meeting.body()))),
                        Asking.each(
                                "cancelMeeting",
                                "meetingId",
                                Role.REGISTRAR,
                                ids.stream(),
                                of -> new CancelMeeting(asking.id(), of, today, asking.mandate())),
                        Asking.each(
                                "keepMinutes",
                                "meetingId",
                                Role.REGISTRAR,
                                ids.stream(),
                                of -> new KeepMinutes(asking.id(), of, today, DOCUMENT, asking.mandate())),
                        Asking.each(
                                "chooseMeetingInterval",
                                "meetingId",
                                Role.REGISTRAR,
                                ids.stream(),
                                of -> new ChooseMeetingInterval(
                                        asking.id(), asking.group(GroupKind.STEERING), 6, today, of, asking.mandate())))
                .flatMap(asked -> asked);
    }

    private HoldMeeting held(@Nullable String meeting, String body) {
        return new HoldMeeting(asking.id(), meeting, body, today, null, null, List.of(), asking.mandate());
    }

    private Stream<String> groups() {
        return asking.terms().groups().stream().map(Group::id);
    }

    private String convener(String body) {
        return asking.terms().groups().stream()
                .filter(group -> group.id().equals(body))
                .flatMap(group -> Stream.ofNullable(group.convener()))
                .findFirst()
                .orElse(asking.parties().getFirst());
    }

    private Stream<Asked> representatives() {
        return Stream.of(
                        asking.perParty(
                                "appointRepresentative",
                                Role.REGISTRAR,
                                party -> new AppointRepresentative(
                                        asking.id(), party, null, WORDS, today, null, asking.mandate())),
                        Asking.each(
                                "endMandate",
                                "representativeId",
                                Role.REGISTRAR,
                                asking.agreement().governance().representatives().stream()
                                        .map(Representative::id),
                                of -> new EndMandate(asking.id(), of, today, asking.mandate())),
                        Arrays.stream(Duty.values()).flatMap(duty -> duties(duty, groups().toList())))
                .flatMap(asked -> asked);
    }

    private Stream<Asked> duties(Duty duty, List<String> groups) {
        return (groups.isEmpty() ? Stream.of(NOTHING) : groups.stream())
                .map(group -> new Asked(
                        "assignDuty",
                        Map.of("group", group, "duty", duty.name()),
                        Role.REGISTRAR,
                        new AssignDuty(
                                asking.id(), group, duty, asking.parties().getFirst(), today, asking.mandate())));
    }

    private Stream<Asked> documents() {
        List<String> all = asking.agreement().documents().filed().stream()
                .map(document -> document.id())
                .toList();
        return Stream.of(
                        Stream.of(Asking.once(
                                "fileDocument",
                                Role.REGISTRAR,
                                new FileDocument(
                                        asking.id(),
                                        DocumentEvent.Kind.OTHER,
                                        null,
                                        DOCUMENT,
                                        today,
                                        null,
                                        asking.mandate()))),
                        Asking.each(
                                "withdrawDocument",
                                "documentId",
                                Role.REGISTRAR,
                                all.stream(),
                                of -> new WithdrawDocument(asking.id(), of, today, asking.mandate())),
                        Asking.each("evidenceSignatures", "documentId", Role.REGISTRAR, all.stream(), this::signatures))
                .flatMap(asked -> asked);
    }

    private EvidenceSignatures signatures(String document) {
        OffsetDateTime at = today.atStartOfDay().atOffset(ZoneOffset.UTC);
        Party first = asking.terms().parties().getFirst();
        return new EvidenceSignatures(
                asking.id(),
                document,
                WORDS,
                at,
                List.of(new EvidencedSignature(first.name(), first.id(), at)),
                asking.mandate());
    }

    /** For each year that the terms give amounts for, as they plan it. */
    private Stream<Asked> funding() {
        return Asking.each(
                "decideFunding",
                "year",
                Role.APPROVER,
                asking.terms().funding().grants().stream().map(Grant::year).map(String::valueOf),
                year -> decision(year.equals(NOTHING) ? today.getYear() : Integer.parseInt(year)));
    }

    private DecideFunding decision(int year) {
        Adjustment adjustment = asking.terms().funding().adjustment();
        AdjustmentBasis basis = adjustment == null ? AdjustmentBasis.COUNCIL_BUDGET_DECISION : adjustment.basis();
        boolean amounts = basis == AdjustmentBasis.COUNCIL_BUDGET_DECISION;
        return new DecideFunding(
                asking.id(),
                basis,
                year,
                amounts ? grants(year) : List.of(),
                amounts ? null : BigDecimal.ONE,
                WORDS,
                today,
                WORDS,
                asking.agreement().fundingDecisions().all().stream()
                        .filter(decided -> decided.year() == year)
                        .map(decided -> decided.decisionId())
                        .reduce((earlier, later) -> later)
                        .orElse(null),
                false,
                asking.mandate());
    }

    private List<DecidedGrant> grants(int year) {
        return asking.terms().funding().grants().stream()
                .filter(grant -> grant.year() == year)
                .map(grant -> new DecidedGrant(grant.payer(), grant.recipient(), grant.amount()))
                .toList();
    }

    private Stream<Asked> archive() {
        return Stream.of(Asking.once(
                "archiveAgreement",
                Role.APPROVER,
                new ArchiveAgreement(
                        asking.id(),
                        today,
                        WORDS,
                        Fate.PRESERVED,
                        null,
                        null,
                        Arrays.stream(Matter.values())
                                .map(matter -> new Concluded(matter, WORDS))
                                .toList(),
                        asking.mandate())));
    }
}

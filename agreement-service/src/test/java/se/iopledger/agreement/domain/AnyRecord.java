package se.iopledger.agreement.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
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
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.DocumentEvent.EvidencedSignature;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.contracts.agreement.GovernanceEvent.Manner;
import se.iopledger.contracts.agreement.GovernanceEvent.Resolution;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** Any command on groups, documents and funding, at any date. */
final class AnyRecord {
    private AnyRecord() {}

    static Arbitrary<AgreementCommand> of(Terms terms, Arbitrary<Mandate> mandates) {
        Arbitrary<LocalDate> dates = Arbitraries.integers().between(-30, 1500).map(Story.TAKEOVER::plusDays);
        return Arbitraries.oneOf(
                meetings(terms, dates, mandates),
                representatives(terms, dates, mandates),
                documents(terms, dates, mandates),
                funding(terms, dates, mandates));
    }

    private static Arbitrary<AgreementCommand> meetings(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<String> bodies = Arbitraries.of("steering", "cooperation", "follow-up-meeting");
        Arbitrary<String> meetings = Arbitraries.of("meeting-1", "meeting-2");
        Arbitrary<String> parties = Arbitraries.of(terms.parties()).map(Party::id);
        List<Resolution> decisions = List.of(new Resolution("changes of commitments", "so be it", Manner.TIE_BREAK));
        return Arbitraries.oneOf(
                Combinators.combine(bodies, dates, parties, mandates)
                        .as((body, date, party, mandate) -> new PlanMeeting(id, body, date, party, mandate)),
                Combinators.combine(meetings, dates, mandates)
                        .as((meeting, date, mandate) -> new CancelMeeting(id, meeting, date, mandate)),
                Combinators.combine(meetings.injectNull(0.5), bodies, dates, parties, mandates)
                        .as((meeting, body, date, party, mandate) ->
                                new HoldMeeting(id, meeting, body, date, party, party, decisions, mandate)),
                Combinators.combine(meetings, dates, mandates)
                        .as((meeting, date, mandate) -> new KeepMinutes(id, meeting, date, paper("a"), mandate)),
                Combinators.combine(meetings, dates, Arbitraries.integers().between(0, 13), mandates)
                        .as((meeting, date, months, mandate) ->
                                new ChooseMeetingInterval(id, "steering", months, date, meeting, mandate)));
    }

    private static Arbitrary<AgreementCommand> representatives(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<String> parties = Arbitraries.of(terms.parties()).map(Party::id);
        return Arbitraries.oneOf(
                Combinators.combine(parties, dates, mandates)
                        .as((party, date, mandate) ->
                                new AppointRepresentative(id, party, "steering", "head of unit", date, null, mandate)),
                Combinators.combine(dates, mandates)
                        .as((date, mandate) -> new EndMandate(id, "representative-1", date, mandate)),
                Combinators.combine(parties, Arbitraries.of(Duty.values()), dates, mandates)
                        .as((party, duty, date, mandate) ->
                                new AssignDuty(id, "steering", duty, party, date, mandate)));
    }

    private static Arbitrary<AgreementCommand> documents(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<String> documents = Arbitraries.of("document-1", "document-2");
        List<EvidencedSignature> signatures = List.of(
                new EvidencedSignature("Somebody else", null, OffsetDateTime.parse("2021-06-23T09:34:37+02:00")));
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(Kind.ANNEX, Kind.SIGNATURE_EVIDENCE),
                                Arbitraries.of("a", "b", "c"),
                                documents.injectNull(0.5),
                                dates,
                                mandates)
                        .as((kind, digit, replaced, date, mandate) ->
                                new FileDocument(id, kind, null, paper(digit), date, replaced, mandate)),
                Combinators.combine(documents, dates, mandates)
                        .as((document, date, mandate) -> new WithdrawDocument(id, document, date, mandate)),
                Combinators.combine(documents, Arbitraries.of("one", "two"), mandates)
                        .as((document, transaction, mandate) -> new EvidenceSignatures(
                                id,
                                document,
                                transaction,
                                OffsetDateTime.parse("2021-06-23T09:34:32+02:00"),
                                signatures,
                                mandate)));
    }

    private static Arbitrary<AgreementCommand> funding(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<@Nullable String> replaced =
                Arbitraries.of("funding-1", "funding-2").injectNull(0.5);
        Arbitrary<Integer> years = Arbitraries.integers().between(2019, 2025);
        return Arbitraries.oneOf(
                Combinators.combine(
                                years,
                                Arbitraries.longs().between(3_000_000, 4_000_000),
                                dates,
                                replaced,
                                Arbitraries.of(true, false),
                                mandates)
                        .as((year, kronor, date, replaces, low, mandate) -> new DecideFunding(
                                id,
                                AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                                year,
                                List.of(new DecidedGrant("kommun", "stadsmission", Money.ofKronor(kronor))),
                                null,
                                "the council",
                                date,
                                null,
                                replaces,
                                low,
                                mandate)),
                Combinators.combine(
                                years,
                                Arbitraries.of(AdjustmentBasis.COUNCIL_PRICE_COMPENSATION, AdjustmentBasis.OPI),
                                dates,
                                replaced,
                                mandates)
                        .as((year, basis, date, replaces, mandate) -> new DecideFunding(
                                id,
                                basis,
                                year,
                                List.of(),
                                BigDecimal.ONE,
                                "the council",
                                date,
                                null,
                                replaces,
                                false,
                                mandate)));
    }

    private static DocumentReference paper(String digit) {
        return new DocumentReference("a paper", null, null, digit.repeat(64), "application/pdf");
    }
}

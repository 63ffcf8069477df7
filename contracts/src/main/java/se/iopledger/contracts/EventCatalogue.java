package se.iopledger.contracts;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AmendmentEvent;
import se.iopledger.contracts.agreement.ArchiveEvent;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.CorrectionEvent;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExtensionEvent;
import se.iopledger.contracts.agreement.FundingEvent;
import se.iopledger.contracts.agreement.GovernanceEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.NeedEvent;
import se.iopledger.contracts.agreement.SettlementEvent;
import se.iopledger.contracts.finance.BankFileEvent;
import se.iopledger.contracts.finance.ClaimEvent;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FollowUpEvent;
import se.iopledger.contracts.finance.IndexEvent;
import se.iopledger.contracts.finance.InputEvent;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.PayeeEvent;
import se.iopledger.contracts.finance.PaymentEvent;
import se.iopledger.contracts.finance.RightEvent;
import se.iopledger.contracts.reporting.ReportingEvent;

/**
 * Every event version that was ever released, by its CloudEvents type: the one list from which schemas, golden examples,
 * type registries and documentation are made.
 */
public final class EventCatalogue {
    /** Topics of the three services (design: unlimited retention, key = agreement id). */
    public static final String AGREEMENTS_TOPIC = "iop.agreements";

    public static final String PAYMENTS_TOPIC = "iop.payments";
    public static final String REPORTS_TOPIC = "iop.reports";

    /** Where each log publishes its signed checkpoints; no events. One partition, key = the log's origin. */
    public static final String CHECKPOINTS_TOPIC = "iop.checkpoints";

    /** Number of partitions of each topic of events; fixed, since the order of an agreement's events depends on it. */
    public static final int PARTITIONS = 4;

    private EventCatalogue() {}

    /**
     * One released version of an event.
     *
     * @param name without version, as {@code se.iopledger.agreement.registered}
     * @param version 1 for the first
     * @param payload the record that {@code data} is read into
     */
    public record Released(String name, int version, Class<?> payload) {
        /** The CloudEvents {@code type}, as {@code se.iopledger.agreement.registered.v1}. */
        public String type() {
            return name + ".v" + version;
        }
    }

    public static List<Released> agreements() {
        return List.of(
                new Released("se.iopledger.agreement.registered", 1, AgreementEvent.AgreementRegistered.class),
                new Released("se.iopledger.agreement.findings-raised", 1, AgreementEvent.FindingsRaised.class),
                new Released("se.iopledger.agreement.approved", 1, AgreementEvent.AgreementApproved.class),
                new Released("se.iopledger.agreement.signed", 1, AgreementEvent.AgreementSigned.class),
                new Released("se.iopledger.agreement.activated", 1, AgreementEvent.AgreementActivated.class),
                new Released("se.iopledger.agreement.extended", 1, AgreementEvent.AgreementExtended.class),
                new Released("se.iopledger.agreement.expired", 1, AgreementEvent.AgreementExpired.class),
                new Released("se.iopledger.agreement.voided", 1, AgreementEvent.AgreementVoided.class),
                new Released("se.iopledger.agreement.contact-person-named", 1, AgreementEvent.ContactPersonNamed.class),
                new Released(
                        "se.iopledger.agreement.contact-person-removed", 1, AgreementEvent.ContactPersonRemoved.class),
                new Released("se.iopledger.agreement.data-subject-erased", 1, AgreementEvent.DataSubjectErased.class),
                new Released("se.iopledger.agreement.activation-reversed", 1, LifeEvent.ActivationReversed.class),
                new Released("se.iopledger.agreement.extension-reversed", 1, LifeEvent.ExtensionReversed.class),
                new Released("se.iopledger.agreement.end-reversed", 1, LifeEvent.EndReversed.class),
                new Released("se.iopledger.agreement.last-day-changed", 1, LifeEvent.LastDayChanged.class),
                new Released("se.iopledger.agreement.ended", 1, LifeEvent.AgreementEnded.class),
                new Released("se.iopledger.agreement.terms-changed", 1, LifeEvent.TermsChanged.class),
                new Released("se.iopledger.agreement.terms-change-reversed", 1, LifeEvent.TermsChangeReversed.class),
                new Released("se.iopledger.agreement.amendment-proposed", 1, AmendmentEvent.AmendmentProposed.class),
                new Released("se.iopledger.agreement.amendment-discussed", 1, AmendmentEvent.AmendmentDiscussed.class),
                new Released("se.iopledger.agreement.amendment-decided", 1, AmendmentEvent.AmendmentDecided.class),
                new Released("se.iopledger.agreement.amendment-signed", 1, AmendmentEvent.AmendmentSigned.class),
                new Released("se.iopledger.agreement.amendment-withdrawn", 1, AmendmentEvent.AmendmentWithdrawn.class),
                new Released("se.iopledger.agreement.amendment-rejected", 1, AmendmentEvent.AmendmentRejected.class),
                new Released(
                        "se.iopledger.agreement.renegotiation-called", 1, AmendmentEvent.RenegotiationCalled.class),
                new Released(
                        "se.iopledger.agreement.renegotiation-closed", 1, AmendmentEvent.RenegotiationClosed.class),
                new Released("se.iopledger.agreement.notice-given", 1, ExitEvent.NoticeGiven.class),
                new Released("se.iopledger.agreement.notice-withdrawn", 1, ExitEvent.NoticeWithdrawn.class),
                new Released("se.iopledger.agreement.breach-registered", 1, ExitEvent.BreachRegistered.class),
                new Released("se.iopledger.agreement.remedy-called-for", 1, ExitEvent.RemedyCalledFor.class),
                new Released("se.iopledger.agreement.breach-remedied", 1, ExitEvent.BreachRemedied.class),
                new Released("se.iopledger.agreement.rescinded", 1, ExitEvent.AgreementRescinded.class),
                new Released("se.iopledger.agreement.revoked", 1, ExitEvent.AgreementRevoked.class),
                new Released("se.iopledger.agreement.condition-lapsed", 1, ExitEvent.ConditionLapsed.class),
                new Released("se.iopledger.agreement.actor-excluded", 1, ExitEvent.ActorExcluded.class),
                new Released("se.iopledger.agreement.extension-agreed", 1, ExtensionEvent.ExtensionAgreed.class),
                new Released("se.iopledger.agreement.funds-checked", 1, ExtensionEvent.FundsChecked.class),
                new Released(
                        "se.iopledger.agreement.continuation-reviewed", 1, ExtensionEvent.ContinuationReviewed.class),
                new Released(
                        "se.iopledger.agreement.deficiency-registered", 1, ConductEvent.DeficiencyRegistered.class),
                new Released(
                        "se.iopledger.agreement.remediation-plan-demanded",
                        1,
                        ConductEvent.RemediationPlanDemanded.class),
                new Released(
                        "se.iopledger.agreement.remediation-plan-submitted",
                        1,
                        ConductEvent.RemediationPlanSubmitted.class),
                new Released(
                        "se.iopledger.agreement.remediation-plan-accepted",
                        1,
                        ConductEvent.RemediationPlanAccepted.class),
                new Released(
                        "se.iopledger.agreement.deficiency-followed-up", 1, ConductEvent.DeficiencyFollowedUp.class),
                new Released("se.iopledger.agreement.deadline-passed", 1, ConductEvent.DeadlinePassed.class),
                new Released("se.iopledger.agreement.deadline-kept", 1, ConductEvent.DeadlineKept.class),
                new Released("se.iopledger.agreement.dialogue-opened", 1, ConductEvent.DialogueOpened.class),
                new Released("se.iopledger.agreement.dialogue-escalated", 1, ConductEvent.DialogueEscalated.class),
                new Released("se.iopledger.agreement.dialogue-closed", 1, ConductEvent.DialogueClosed.class),
                new Released("se.iopledger.agreement.deviation-requested", 1, ConductEvent.DeviationRequested.class),
                new Released("se.iopledger.agreement.deviation-decided", 1, ConductEvent.DeviationDecided.class),
                new Released("se.iopledger.agreement.deviation-made", 1, ConductEvent.DeviationMade.class),
                new Released("se.iopledger.agreement.requirement-checked", 1, ConductEvent.RequirementChecked.class),
                new Released(
                        "se.iopledger.agreement.eligibility-evidenced", 1, ConductEvent.EligibilityEvidenced.class),
                new Released("se.iopledger.agreement.meeting-planned", 1, GovernanceEvent.MeetingPlanned.class),
                new Released("se.iopledger.agreement.meeting-cancelled", 1, GovernanceEvent.MeetingCancelled.class),
                new Released("se.iopledger.agreement.meeting-held", 1, GovernanceEvent.MeetingHeld.class),
                new Released("se.iopledger.agreement.minutes-kept", 1, GovernanceEvent.MinutesKept.class),
                new Released(
                        "se.iopledger.agreement.meeting-interval-chosen",
                        1,
                        GovernanceEvent.MeetingIntervalChosen.class),
                new Released(
                        "se.iopledger.agreement.representative-appointed",
                        1,
                        GovernanceEvent.RepresentativeAppointed.class),
                new Released("se.iopledger.agreement.mandate-ended", 1, GovernanceEvent.MandateEnded.class),
                new Released("se.iopledger.agreement.duty-assigned", 1, GovernanceEvent.DutyAssigned.class),
                new Released("se.iopledger.agreement.document-filed", 1, DocumentEvent.DocumentFiled.class),
                new Released("se.iopledger.agreement.document-withdrawn", 1, DocumentEvent.DocumentWithdrawn.class),
                new Released("se.iopledger.agreement.signatures-evidenced", 1, DocumentEvent.SignaturesEvidenced.class),
                new Released("se.iopledger.agreement.funding-decided", 1, FundingEvent.FundingDecided.class),
                new Released("se.iopledger.agreement.finding-settled", 1, SettlementEvent.FindingSettled.class),
                new Released(
                        "se.iopledger.agreement.settlement-withdrawn", 1, SettlementEvent.SettlementWithdrawn.class),
                new Released("se.iopledger.agreement.correction-proposed", 1, CorrectionEvent.CorrectionProposed.class),
                new Released("se.iopledger.agreement.correction-approved", 1, CorrectionEvent.CorrectionApproved.class),
                new Released("se.iopledger.agreement.correction-refused", 1, CorrectionEvent.CorrectionRefused.class),
                new Released(
                        "se.iopledger.agreement.correction-withdrawn", 1, CorrectionEvent.CorrectionWithdrawn.class),
                new Released("se.iopledger.agreement.needs-analysed", 1, NeedEvent.NeedsAnalysed.class),
                new Released("se.iopledger.agreement.archived", 1, ArchiveEvent.AgreementArchived.class));
    }

    public static List<Released> payments() {
        return Stream.of(funding(), invoices()).flatMap(List::stream).toList();
    }

    private static List<Released> funding() {
        return List.of(
                new Released("se.iopledger.finance.schedule-derived", 1, FinanceEvent.FundingScheduleDerived.class),
                new Released("se.iopledger.finance.tranche-fell-due", 1, FinanceEvent.TrancheFellDue.class),
                new Released("se.iopledger.finance.schedule-withdrawn", 1, FinanceEvent.FundingScheduleWithdrawn.class),
                new Released("se.iopledger.finance.basis-changed", 1, FinanceEvent.FundingBasisChanged.class),
                new Released("se.iopledger.finance.tranche-scheduled", 1, FinanceEvent.TrancheScheduled.class),
                new Released("se.iopledger.finance.tranche-rescheduled", 1, FinanceEvent.TrancheRescheduled.class),
                new Released("se.iopledger.finance.tranche-cancelled", 1, FinanceEvent.TrancheCancelled.class),
                new Released("se.iopledger.finance.overpayment-found", 1, FinanceEvent.OverpaymentFound.class),
                new Released("se.iopledger.finance.overpayment-cleared", 1, FinanceEvent.OverpaymentCleared.class),
                new Released("se.iopledger.finance.payee-registered", 1, PayeeEvent.PayeeRegistered.class),
                new Released("se.iopledger.finance.payee-account-registered", 1, PayeeEvent.AccountRegistered.class),
                new Released("se.iopledger.finance.payee-account-verified", 1, PayeeEvent.AccountVerified.class),
                new Released("se.iopledger.finance.payee-account-withdrawn", 1, PayeeEvent.AccountWithdrawn.class),
                new Released("se.iopledger.finance.payee-recipient-held", 1, PayeeEvent.RecipientHeld.class),
                new Released("se.iopledger.finance.payee-recipient-released", 1, PayeeEvent.RecipientReleased.class),
                new Released("se.iopledger.finance.payee-order-line-confirmed", 1, PayeeEvent.OrderLineConfirmed.class),
                new Released("se.iopledger.finance.order-recorded", 1, OrderEvent.OrderRecorded.class),
                new Released("se.iopledger.finance.order-line-reserved", 1, OrderEvent.LineReserved.class),
                new Released("se.iopledger.finance.order-line-confirmed", 1, OrderEvent.LineConfirmed.class),
                new Released("se.iopledger.finance.order-line-dropped", 1, OrderEvent.LineDropped.class),
                new Released(
                        "se.iopledger.finance.order-reservation-given-back", 1, OrderEvent.ReservationGivenBack.class),
                new Released("se.iopledger.finance.order-released", 1, OrderEvent.OrderReleased.class),
                new Released("se.iopledger.finance.order-emptied", 1, OrderEvent.OrderEmptied.class),
                new Released("se.iopledger.finance.order-line-reported", 1, OrderEvent.LineReported.class),
                new Released("se.iopledger.finance.order-report-passed-on", 1, OrderEvent.ReportPassedOn.class),
                new Released("se.iopledger.finance.order-outcome-stated", 1, OrderEvent.OutcomeStated.class),
                new Released("se.iopledger.finance.order-outcome-confirmed", 1, OrderEvent.OutcomeConfirmed.class),
                new Released("se.iopledger.finance.order-outcome-refused", 1, OrderEvent.OutcomeRefused.class),
                new Released("se.iopledger.finance.order-line-not-taken-in", 1, OrderEvent.LineNotTakenIn.class),
                new Released("se.iopledger.finance.order-settlement-proposed", 1, OrderEvent.SettlementProposed.class),
                new Released(
                        "se.iopledger.finance.order-settlement-confirmed", 1, OrderEvent.SettlementConfirmed.class),
                new Released("se.iopledger.finance.order-settlement-refused", 1, OrderEvent.SettlementRefused.class),
                new Released("se.iopledger.finance.bank-file-received", 1, BankFileEvent.BankFileReceived.class),
                new Released("se.iopledger.finance.bank-file-finding-raised", 1, BankFileEvent.FindingRaised.class),
                new Released("se.iopledger.finance.bank-file-taken-in", 1, BankFileEvent.BankFileTakenIn.class),
                new Released("se.iopledger.finance.bank-file-finding-closed", 1, BankFileEvent.FindingClosed.class),
                new Released("se.iopledger.finance.terms-taken", 1, InputEvent.TermsTaken.class),
                new Released("se.iopledger.finance.life-taken", 1, InputEvent.LifeTaken.class),
                new Released("se.iopledger.finance.force-lost", 1, InputEvent.ForceLost.class),
                new Released("se.iopledger.finance.decision-taken", 1, InputEvent.DecisionTaken.class),
                new Released("se.iopledger.finance.settlement-taken", 1, InputEvent.SettlementTaken.class),
                new Released("se.iopledger.finance.withdrawal-taken", 1, InputEvent.WithdrawalTaken.class),
                new Released("se.iopledger.finance.fact-voided", 1, InputEvent.FactVoided.class),
                new Released("se.iopledger.finance.index-taken", 1, InputEvent.IndexTaken.class),
                new Released("se.iopledger.finance.index-value-recorded", 1, IndexEvent.IndexValueRecorded.class),
                new Released("se.iopledger.finance.index-ceased", 1, IndexEvent.IndexCeased.class),
                new Released("se.iopledger.finance.index-resumed", 1, IndexEvent.IndexResumed.class),
                new Released("se.iopledger.finance.contribution-recorded", 1, FollowUpEvent.ContributionRecorded.class),
                new Released(
                        "se.iopledger.finance.contribution-taken-back", 1, FollowUpEvent.ContributionTakenBack.class),
                new Released("se.iopledger.finance.outcome-reported", 1, FollowUpEvent.OutcomeReported.class),
                new Released("se.iopledger.finance.invoice-put", 1, PaymentEvent.InvoicePut.class),
                new Released("se.iopledger.finance.invoice-taken-back", 1, PaymentEvent.InvoiceTakenBack.class),
                new Released("se.iopledger.finance.payable-examined", 1, PaymentEvent.PayableExamined.class),
                new Released("se.iopledger.finance.payable-approved", 1, PaymentEvent.PayableApproved.class),
                new Released("se.iopledger.finance.attest-refused", 1, PaymentEvent.AttestRefused.class),
                new Released("se.iopledger.finance.attest-voided", 1, PaymentEvent.AttestVoided.class),
                new Released("se.iopledger.finance.payable-reserved", 1, PaymentEvent.PayableReserved.class),
                new Released("se.iopledger.finance.payable-confirmed", 1, PaymentEvent.PayableConfirmed.class),
                new Released("se.iopledger.finance.reservation-given-back", 1, PaymentEvent.ReservationGivenBack.class),
                new Released("se.iopledger.finance.payment-executed", 1, PaymentEvent.PaymentExecuted.class),
                new Released("se.iopledger.finance.payment-rejected", 1, PaymentEvent.PaymentRejected.class),
                new Released("se.iopledger.finance.payment-returned", 1, PaymentEvent.PaymentReturned.class),
                new Released("se.iopledger.finance.payments-held", 1, PaymentEvent.PaymentsHeld.class),
                new Released("se.iopledger.finance.payments-released", 1, PaymentEvent.PaymentsReleased.class),
                new Released("se.iopledger.finance.right-proposed", 1, RightEvent.RightProposed.class),
                new Released("se.iopledger.finance.right-granted", 1, RightEvent.RightGranted.class),
                new Released("se.iopledger.finance.right-refused", 1, RightEvent.RightRefused.class),
                new Released("se.iopledger.finance.right-revoked", 1, RightEvent.RightRevoked.class),
                new Released("se.iopledger.finance.claim-raised", 1, ClaimEvent.ClaimRaised.class),
                new Released("se.iopledger.finance.letter-exchanged", 1, ClaimEvent.LetterExchanged.class),
                new Released("se.iopledger.finance.claim-contested", 1, ClaimEvent.ClaimContested.class),
                new Released("se.iopledger.finance.claim-reduced", 1, ClaimEvent.ClaimReduced.class),
                new Released("se.iopledger.finance.waiver-proposed", 1, ClaimEvent.WaiverProposed.class),
                new Released("se.iopledger.finance.claim-waived", 1, ClaimEvent.ClaimWaived.class),
                new Released("se.iopledger.finance.claim-repaid", 1, ClaimEvent.ClaimRepaid.class),
                new Released("se.iopledger.finance.claim-written-off", 1, ClaimEvent.ClaimWrittenOff.class),
                new Released(
                        "se.iopledger.finance.repayment-voiding-proposed",
                        1,
                        ClaimEvent.RepaymentVoidingProposed.class),
                new Released("se.iopledger.finance.repayment-voided", 1, ClaimEvent.RepaymentVoided.class));
    }

    private static List<Released> invoices() {
        return List.of(
                new Released("se.iopledger.finance.invoice-received", 1, InvoiceEvent.InvoiceReceived.class),
                new Released("se.iopledger.finance.invoice-kept", 1, InvoiceEvent.InvoiceKept.class),
                new Released("se.iopledger.finance.invoice-tranche-chosen", 1, InvoiceEvent.TrancheChosen.class),
                new Released("se.iopledger.finance.invoice-matched", 1, InvoiceEvent.InvoiceMatched.class),
                new Released("se.iopledger.finance.invoice-undoing-requested", 1, InvoiceEvent.UndoingRequested.class),
                new Released("se.iopledger.finance.invoice-match-undone", 1, InvoiceEvent.MatchUndone.class),
                new Released("se.iopledger.finance.invoice-undoing-refused", 1, InvoiceEvent.UndoingRefused.class),
                new Released("se.iopledger.finance.invoice-refused", 1, InvoiceEvent.InvoiceRefused.class),
                new Released(
                        "se.iopledger.finance.invoice-reduction-requested", 1, InvoiceEvent.ReductionRequested.class),
                new Released("se.iopledger.finance.invoice-reduced", 1, InvoiceEvent.InvoiceReduced.class),
                new Released("se.iopledger.finance.invoice-reduction-refused", 1, InvoiceEvent.ReductionRefused.class),
                new Released(
                        "se.iopledger.finance.credited-invoice-chosen", 1, InvoiceEvent.CreditedInvoiceChosen.class),
                new Released("se.iopledger.finance.credit-note-used", 1, InvoiceEvent.CreditNoteUsed.class),
                new Released("se.iopledger.finance.invoice-document-not-read", 1, InvoiceEvent.DocumentNotRead.class),
                new Released(
                        "se.iopledger.finance.invoice-document-dealt-with", 1, InvoiceEvent.DocumentDealtWith.class));
    }

    public static List<Released> reports() {
        return List.of(
                new Released("se.iopledger.reporting.obligations-derived", 1, ReportingEvent.ObligationsDerived.class),
                new Released(
                        "se.iopledger.reporting.obligation-became-overdue",
                        1,
                        ReportingEvent.ObligationBecameOverdue.class),
                new Released(
                        "se.iopledger.reporting.obligations-withdrawn", 1, ReportingEvent.ObligationsWithdrawn.class),
                new Released("se.iopledger.reporting.obligations-changed", 1, ReportingEvent.ObligationsChanged.class));
    }

    /** Topic to what is published on it. */
    public static Map<String, List<Released>> byTopic() {
        return Map.of(AGREEMENTS_TOPIC, agreements(), PAYMENTS_TOPIC, payments(), REPORTS_TOPIC, reports());
    }
}

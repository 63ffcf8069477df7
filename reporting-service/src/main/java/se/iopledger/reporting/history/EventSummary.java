package se.iopledger.reporting.history;

import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonRemoved;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.AmendmentEvent;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDecided;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDiscussed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentRejected;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentWithdrawn;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationCalled;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationClosed;
import se.iopledger.contracts.agreement.ArchiveEvent.AgreementArchived;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyRegistered;
import se.iopledger.contracts.agreement.ConductEvent.DeviationDecided;
import se.iopledger.contracts.agreement.ConductEvent.DeviationMade;
import se.iopledger.contracts.agreement.ConductEvent.DeviationRequested;
import se.iopledger.contracts.agreement.ConductEvent.DialogueClosed;
import se.iopledger.contracts.agreement.ConductEvent.DialogueEscalated;
import se.iopledger.contracts.agreement.ConductEvent.DialogueOpened;
import se.iopledger.contracts.agreement.ConductEvent.EligibilityEvidenced;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanAccepted;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanDemanded;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanSubmitted;
import se.iopledger.contracts.agreement.ConductEvent.RequirementChecked;
import se.iopledger.contracts.agreement.ContactEvent;
import se.iopledger.contracts.agreement.CorrectionEvent;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionProposed;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionRefused;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionWithdrawn;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.DocumentEvent.DocumentFiled;
import se.iopledger.contracts.agreement.DocumentEvent.DocumentWithdrawn;
import se.iopledger.contracts.agreement.DocumentEvent.SignaturesEvidenced;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRescinded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRevoked;
import se.iopledger.contracts.agreement.ExitEvent.BreachRegistered;
import se.iopledger.contracts.agreement.ExitEvent.BreachRemedied;
import se.iopledger.contracts.agreement.ExitEvent.ConditionLapsed;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;
import se.iopledger.contracts.agreement.ExitEvent.RemedyCalledFor;
import se.iopledger.contracts.agreement.ExtensionEvent;
import se.iopledger.contracts.agreement.ExtensionEvent.ContinuationReviewed;
import se.iopledger.contracts.agreement.ExtensionEvent.ExtensionAgreed;
import se.iopledger.contracts.agreement.ExtensionEvent.FundsChecked;
import se.iopledger.contracts.agreement.FundingEvent;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.agreement.GovernanceEvent;
import se.iopledger.contracts.agreement.GovernanceEvent.DutyAssigned;
import se.iopledger.contracts.agreement.GovernanceEvent.MandateEnded;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingCancelled;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingHeld;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingIntervalChosen;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingPlanned;
import se.iopledger.contracts.agreement.GovernanceEvent.MinutesKept;
import se.iopledger.contracts.agreement.GovernanceEvent.RepresentativeAppointed;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.agreement.NeedEvent.NeedsAnalysed;
import se.iopledger.contracts.agreement.SettlementEvent;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.agreement.SettlementEvent.SettlementWithdrawn;
import se.iopledger.contracts.finance.BankFileEvent;
import se.iopledger.contracts.finance.ClaimEvent;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.Change;
import se.iopledger.contracts.finance.FinanceEvent.FundingBasisChanged;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentCleared;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentFound;
import se.iopledger.contracts.finance.FinanceEvent.TrancheCancelled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheScheduled;
import se.iopledger.contracts.finance.FollowUpEvent;
import se.iopledger.contracts.finance.IndexEvent;
import se.iopledger.contracts.finance.InputEvent;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.PayeeEvent;
import se.iopledger.contracts.finance.PaymentEvent;
import se.iopledger.contracts.finance.RightEvent;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationBecameOverdue;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsChanged;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsDerived;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsWithdrawn;

/** What an event says, in one line of English, for a person who reads an agreement's history. */
final class EventSummary {
    private EventSummary() {}

    /**
     * @param payload an event of one of the three services
     * @param type its CloudEvents type, for one that this version of the service does not know
     */
    static String of(Object payload, String type) {
        return switch (payload) {
            case AgreementEvent event -> of(event);
            case FinanceEvent event -> of(event);
            case PayeeEvent event -> BankingSummary.of(event);
            case OrderEvent event -> BankingSummary.of(event);
            case BankFileEvent event -> BankingSummary.of(event);
            case IndexEvent event -> InputSummary.of(event);
            case FollowUpEvent event -> InputSummary.of(event);
            case InvoiceEvent event -> InvoiceSummary.of(event);
            case RightEvent event -> PaymentSummary.of(event);
            case ReportingEvent event -> of(event);
            default -> "An event of the type " + type + ", which this service does not know.";
        };
    }

    private static String of(AgreementEvent event) {
        return switch (event) {
            case AgreementRegistered registered ->
                registered.terms().shortName() + " was registered, terms version " + registered.termsVersion() + ": "
                        + registered.terms().title() + ", "
                        + registered.terms().period().first() + " to "
                        + registered.terms().period().last() + ".";
            case FindingsRaised raised ->
                counted(raised.findings().size(), "finding was raised.", "findings were raised.");
            case AgreementApproved approved ->
                "Approved by " + approved.decidedBy() + " on " + approved.decidedOn() + reference(approved.reference())
                        + evidence(approved.evidence()) + ".";
            case AgreementSigned signed ->
                "Signed by the party " + signed.party() + " on " + signed.signedOn() + evidence(signed.evidence())
                        + ".";
            case AgreementVoided _ -> "Voided: the registration was a mistake.";
            case LifeEvent life -> of(life);
            case ContactEvent contact -> of(contact);
            case ExitEvent exit -> of(exit);
            case AmendmentEvent amendment -> of(amendment);
            case ConductEvent conduct -> of(conduct);
            case ExtensionEvent extension -> of(extension);
            case GovernanceEvent governance -> of(governance);
            case DocumentEvent document -> of(document);
            case FundingEvent funding -> of(funding);
            case SettlementEvent settlement -> of(settlement);
            case CorrectionEvent correction -> of(correction);
            case NeedsAnalysed analysed ->
                "The parties analysed the needs (" + analysed.analysisId() + "), which have "
                        + (analysed.needsChanged() ? "changed: " : "not changed: ") + analysed.conclusion();
            case AgreementArchived archived ->
                "Archived on " + archived.archivedOn() + ", by " + archived.documentPlan() + ".";
        };
    }

    private static String of(LifeEvent event) {
        return switch (event) {
            case AgreementActivated activated ->
                "In force from " + activated.firstDay() + " to " + activated.lastDay() + ".";
            case AgreementExtended extended ->
                "Extended from " + extended.firstDay() + " to " + extended.lastDay() + ", by its own rule.";
            case AgreementExpired expired -> "Expired: its last day was " + expired.lastDay() + ".";
            case ActivationReversed _ -> "Not in force: what put it in force did not hold.";
            case ExtensionReversed reversed ->
                "Not extended: what was told from " + reversed.firstDay() + " to " + reversed.lastDay()
                        + " did not happen.";
            case EndReversed reversed -> "Not ended: the end after " + reversed.lastDay() + " did not happen.";
            case LastDayChanged changed ->
                "Its last day is now " + changed.lastDay() + ": " + changed.calculation() + ".";
            case AgreementEnded ended ->
                "Ended " + how(ended.how()) + ": its last day was " + ended.lastDay() + ", since " + ended.calculation()
                        + ".";
            case TermsChanged changed ->
                "Version " + changed.termsVersion() + " of the terms binds, from " + changed.from() + ".";
            case TermsChangeReversed reversed -> "Version " + reversed.termsVersion() + " of the terms never bound.";
        };
    }

    private static String of(ContactEvent event) {
        return switch (event) {
            case ContactPersonNamed named -> "A contact person of the party " + named.party() + " was named.";
            case ContactPersonRemoved _ -> "A contact person was removed.";
            case DataSubjectErased erased ->
                "A person was erased on " + erased.erasedOn() + ", "
                        + erased.ground().provision() + ": nobody can read who it was.";
        };
    }

    private static String of(ExitEvent event) {
        return switch (event) {
            case NoticeGiven given ->
                "The party " + given.by() + " gave notice on " + given.givenOn() + "; the last day by it is "
                        + given.lastDay() + ": " + given.calculation() + ".";
            case NoticeWithdrawn withdrawn -> "A notice was taken back on " + withdrawn.withdrawnOn() + ".";
            case BreachRegistered registered ->
                "The party " + registered.party() + " is held by " + registered.by()
                        + " not to have fulfilled its undertakings, noticed on " + registered.noticedOn() + ": "
                        + registered.what() + ".";
            case RemedyCalledFor called ->
                "The party was called on to remedy " + called.breachId() + " by " + called.remedyBy() + ".";
            case BreachRemedied remedied ->
                "The breach " + remedied.breachId() + " was remedied on " + remedied.remediedOn() + ": "
                        + remedied.how() + ".";
            case AgreementRescinded rescinded ->
                "The party " + rescinded.by() + " rescinded the agreement for " + rescinded.breachId() + ": "
                        + rescinded.calculation() + ".";
            case AgreementRevoked revoked -> "The agreement was revoked: " + revoked.calculation() + ".";
            case ConditionLapsed lapsed ->
                "A condition of the agreement no longer holds, " + lapsed.what() + ": " + lapsed.calculation() + ".";
            case ActorExcluded excluded ->
                "The party " + excluded.party() + " was terminated from the partnership for " + excluded.deficiencyId()
                        + ": " + excluded.calculation() + ".";
        };
    }

    private static String of(ExtensionEvent event) {
        return switch (event) {
            case ExtensionAgreed agreed -> "All parties signed an extension: " + agreed.calculation() + ".";
            case FundsChecked checked ->
                "Funds for an extension from " + checked.firstDay() + (checked.exist() ? " exist" : " do not exist")
                        + ", by a decision of " + checked.resolution().decidedOn() + ".";
            case ContinuationReviewed reviewed ->
                "Whether to go on was reviewed on " + reviewed.reviewedOn() + ": "
                        + switch (reviewed.outcome()) {
                            case SAME_DIRECTION -> "yes, in the same direction.";
                            case OTHER_DIRECTION -> "yes, in another direction.";
                            case NOT_CONTINUED -> "no.";
                        };
        };
    }

    private static String of(AmendmentEvent event) {
        return switch (event) {
            case AmendmentProposed proposed ->
                asSubject(proposed.amendmentId()) + " was proposed by the party " + proposed.by() + ", to hold from "
                        + proposed.from() + " as version " + proposed.termsVersion() + " of the terms: "
                        + proposed.background() + ".";
            case AmendmentDiscussed discussed ->
                asSubject(discussed.amendmentId()) + " was discussed on " + discussed.discussedOn()
                        + reference(discussed.reference()) + ".";
            case AmendmentDecided decided ->
                asSubject(decided.amendmentId()) + (decided.adopted() ? " was adopted" : " was not adopted")
                        + " by the group " + decided.group() + " on " + decided.decidedOn()
                        + reference(decided.reference()) + ".";
            case AmendmentSigned signed ->
                asSubject(signed.amendmentId()) + " was signed by the party " + signed.party() + " on "
                        + signed.signedOn() + evidence(signed.evidence()) + ".";
            case AmendmentWithdrawn withdrawn ->
                asSubject(withdrawn.amendmentId()) + " was withdrawn on " + withdrawn.withdrawnOn() + ".";
            case AmendmentRejected rejected ->
                asSubject(rejected.amendmentId()) + " was rejected by the party " + rejected.by() + " on "
                        + rejected.rejectedOn() + ".";
            case RenegotiationCalled called ->
                "The party " + called.by() + " called for renegotiation on " + called.calledOn() + ": "
                        + called.concerns() + ".";
            case RenegotiationClosed closed ->
                asSubject(closed.renegotiationId()) + " was closed on " + closed.closedOn() + ": "
                        + inWords(closed.outcome()) + reference(closed.reference()) + ".";
        };
    }

    private static String inWords(AmendmentEvent.Outcome outcome) {
        return switch (outcome) {
            case AMENDED -> "the terms were changed";
            case UNCHANGED -> "the terms stay as they are";
            case PARTING -> "the parties go apart";
        };
    }

    private static String of(ConductEvent event) {
        return switch (event) {
            case DeficiencyRegistered registered ->
                "The party " + registered.party() + " falls short, noticed on " + registered.noticedOn() + ": "
                        + registered.description();
            case RemediationPlanDemanded demanded ->
                "A remediation plan for " + demanded.deficiencyId() + " was demanded by the " + demanded.by()
                        + " group, by " + demanded.deadline() + ".";
            case RemediationPlanSubmitted submitted ->
                "The plan for " + submitted.deficiencyId() + " was handed in on " + submitted.submittedOn() + ".";
            case RemediationPlanAccepted accepted ->
                "The plan for " + accepted.deficiencyId() + " was accepted on " + accepted.acceptedOn() + ".";
            case DeficiencyFollowedUp followedUp ->
                switch (followedUp.outcome()) {
                    case REMEDIED ->
                        "Followed up on " + followedUp.followedUpOn() + ": " + followedUp.deficiencyId()
                                + " is remedied.";
                    case REMAINS ->
                        "Followed up on " + followedUp.followedUpOn() + ": " + followedUp.deficiencyId()
                                + " remains after its plan.";
                };
            case DialogueOpened opened ->
                "The party " + opened.by() + " brought up " + subject(opened.subject()) + " on " + opened.openedOn()
                        + (opened.group() == null ? "" : " in the group " + opened.group()) + ": " + opened.about();
            case DialogueEscalated escalated ->
                "The " + escalated.dialogueId() + " went up to the group " + escalated.group() + " on "
                        + escalated.escalatedOn() + ".";
            case DialogueClosed closed ->
                "The " + closed.dialogueId() + " was closed on " + closed.closedOn() + ", "
                        + concluded(closed.outcome()) + ": " + closed.conclusion();
            case DeviationRequested requested ->
                "The party " + requested.by() + " asked on " + requested.requestedOn() + " to deviate from "
                        + from(requested.from())
                        + (requested.amount() == null ? "" : ", by " + requested.amount() + " kr") + ": "
                        + requested.description();
            case DeviationDecided decided ->
                "The " + decided.deviationId() + " was " + answered(decided.answer()) + " by "
                        + String.join(", ", decided.decidedBy()) + " on " + decided.decidedOn() + ".";
            case DeviationMade made ->
                "The " + made.deviationId() + " was made on " + made.madeOn()
                        + (made.approvedBefore() ? "." : ", without an approval before it.");
            case RequirementChecked checked ->
                "Checked on " + checked.checkedOn() + " whether the party " + checked.party() + " fulfils \""
                        + checked.requirement() + "\": " + found(checked.result())
                        + (checked.nextCheckOn() == null ? "" : "; to be checked again by " + checked.nextCheckOn())
                        + ".";
            case EligibilityEvidenced evidenced ->
                "A document shows that the party " + evidenced.party() + " fulfils " + evidenced.requirementId()
                        + ", from " + evidenced.validFrom()
                        + (evidenced.validUntil() == null ? "" : " to " + evidenced.validUntil()) + ".";
            case DeadlinePassed passed -> deadline(passed.what(), passed.of(), passed.lastDay()) + " passed.";
            case DeadlineKept kept ->
                deadline(kept.what(), kept.of(), kept.lastDay()) + " did not pass: it was kept, or no longer counts.";
        };
    }

    private static String deadline(ConductEvent.Deadline what, String of, LocalDate lastDay) {
        return switch (what) {
            case REMEDIATION_PLAN -> "The last day for the plan of " + of + ", " + lastDay + ",";
            case REQUIREMENT_CHECK -> "The last day for checking anew what " + of + " found, " + lastDay + ",";
            case ELIGIBILITY_EVIDENCE -> "The last day on which " + of + " is valid, " + lastDay + ",";
            case REVIEW -> "The last day for the review of whether to go on, " + lastDay + ",";
            case FUNDS_CHECK -> "The last day for checking that funds exist, " + lastDay + ",";
        };
    }

    private static String of(GovernanceEvent event) {
        return switch (event) {
            case MeetingPlanned planned ->
                "A meeting of " + planned.body() + " was called by " + planned.convener() + " for "
                        + planned.plannedFor() + ".";
            case MeetingCancelled cancelled ->
                "The " + cancelled.meetingId() + " was called off on " + cancelled.cancelledOn() + ".";
            case MeetingHeld held ->
                "A meeting of " + held.body() + " was held on " + held.heldOn() + "; "
                        + counted(held.decisions().size(), "decision was made.", "decisions were made.");
            case MinutesKept kept ->
                "The minutes of " + kept.meetingId() + " are kept: "
                        + kept.minutes().title() + ".";
            case MeetingIntervalChosen chosen ->
                "The group " + chosen.body() + " meets at least once in " + counted(chosen.months(), "month", "months")
                        + ", from " + chosen.from() + ".";
            case RepresentativeAppointed appointed ->
                "The party " + appointed.party() + " is represented"
                        + (appointed.group() == null ? "" : " in the group " + appointed.group()) + " by its "
                        + appointed.role() + ", from " + appointed.from()
                        + (appointed.until() == null ? "" : " to " + appointed.until()) + ".";
            case MandateEnded ended ->
                "The mandate of " + ended.representativeId() + " ends on " + ended.lastDay() + ".";
            case DutyAssigned assigned ->
                "The party " + assigned.party() + " "
                        + switch (assigned.duty()) {
                            case CHAIR -> "chairs";
                            case DOCUMENTATION -> "documents";
                        }
                        + " the group " + assigned.group() + ", from " + assigned.from() + ".";
        };
    }

    private static String of(DocumentEvent event) {
        return switch (event) {
            case DocumentFiled filed ->
                "The document \"" + filed.document().title() + "\" was filed"
                        + (filed.replaces() == null ? "" : " instead of " + filed.replaces()) + ".";
            case DocumentWithdrawn withdrawn ->
                "The " + withdrawn.documentId() + " was withdrawn on " + withdrawn.withdrawnOn() + ".";
            case SignaturesEvidenced evidenced ->
                "The evidence of transaction " + evidenced.transactionId() + " tells of "
                        + counted(evidenced.signatures().size(), "signature", "signatures") + ".";
        };
    }

    private static String of(FundingEvent event) {
        return switch (event) {
            case FundingDecided decided ->
                "On the funding of " + decided.year() + " " + decided.decidedBy() + " decided on " + decided.decidedOn()
                        + (decided.percent() == null
                                ? ""
                                : " " + decided.percent().toPlainString() + " percent")
                        + decided.grants().stream()
                                .map(grant -> " " + grant.amount() + " kr to " + grant.recipient())
                                .collect(Collectors.joining(","))
                        + (decided.replaces() == null ? "" : ", instead of " + decided.replaces())
                        + reference(decided.reference()) + ".";
        };
    }

    private static String subject(ConductEvent.Subject subject) {
        return switch (subject) {
            case CHANGED_CIRCUMSTANCES -> "changed circumstances";
            case BREACH -> "a breach";
            case DISPUTE -> "a dispute";
        };
    }

    private static String concluded(ConductEvent.Conclusion outcome) {
        return switch (outcome) {
            case SETTLED -> "settled";
            case CONTINUES -> "the parties go on";
            case CHANGE_PROPOSED -> "with a change proposed";
            case DOES_NOT_CONTINUE -> "the parties do not go on";
        };
    }

    private static String from(ConductEvent.DeviationFrom from) {
        return switch (from) {
            case PLAN -> "the plan";
            case BUDGET -> "the budget";
            case UNDERTAKINGS -> "the undertakings";
        };
    }

    private static String answered(ConductEvent.Answer answer) {
        return switch (answer) {
            case APPROVED -> "approved";
            case REFUSED -> "refused";
        };
    }

    private static String found(ConductEvent.Result result) {
        return switch (result) {
            case FULFILLED -> "it does";
            case NOT_FULFILLED -> "it does not";
            case ASSUMED -> "it is assumed, and not evidenced";
        };
    }

    private static String of(SettlementEvent event) {
        return switch (event) {
            case FindingSettled settled ->
                "The finding " + settled.finding() + " was settled by " + settled.decidedBy() + " on "
                        + settled.decidedOn()
                        + (settled.reading() == null
                                ? ""
                                : ": " + settled.reading().text())
                        + reference(settled.reference()) + ".";
            case SettlementWithdrawn withdrawn ->
                "The settlement " + withdrawn.settlementId() + " was taken back on " + withdrawn.withdrawnOn() + ".";
        };
    }

    private static String of(CorrectionEvent event) {
        return switch (event) {
            case CorrectionProposed proposed ->
                "Entry " + proposed.fact() + " of the agreement is said to be a mistake (" + proposed.correctionId()
                        + ").";
            case CorrectionApproved approved ->
                "Entry " + approved.fact() + " of the agreement is void: a second person approved "
                        + approved.correctionId() + ".";
            case CorrectionRefused refused -> "No mistake: " + refused.correctionId() + " was refused.";
            case CorrectionWithdrawn withdrawn -> "The correction " + withdrawn.correctionId() + " was taken back.";
        };
    }

    private static String of(FinanceEvent event) {
        return switch (event) {
            case FundingScheduleDerived derived ->
                "The funding schedule was derived" + part(derived.part(), derived.parts()) + ": "
                        + counted(derived.tranches().size(), "tranche", "tranches")
                        + (derived.awaits().isEmpty()
                                ? "."
                                : "; " + counted(derived.awaits().size(), "thing is", "things are")
                                        + " awaited before more can be scheduled.");
            case TrancheFellDue due ->
                "The tranche " + due.trancheId() + " fell due on " + due.dueDate()
                        + (due.amount() == null ? "; its amount is still awaited." : ": " + due.amount() + " kr.");
            case FundingScheduleWithdrawn _ -> "The funding schedule was withdrawn.";
            case FundingBasisChanged changed ->
                "Funding is reckoned from " + changed.firstDay() + " to " + changed.lastDay() + ", by "
                        + changed.terms().stream()
                                .map(terms -> "version " + terms.termsVersion() + " of the terms from " + terms.from())
                                .collect(Collectors.joining(" and "))
                        + (changed.awaits().isEmpty()
                                ? "."
                                : "; " + counted(changed.awaits().size(), "thing is", "things are") + " awaited.");
            case TrancheScheduled scheduled ->
                "The tranche " + named(scheduled.planned().tranche()) + " was scheduled.";
            case TrancheRescheduled rescheduled ->
                "The tranche " + named(rescheduled.planned().tranche()) + " was " + how(rescheduled.change())
                        + "; before it was " + rescheduled.amountBefore() + " kr"
                        + due(rescheduled.dueDateBefore()) + ".";
            case TrancheCancelled cancelled ->
                "The tranche " + cancelled.trancheId() + ", " + cancelled.amount() + " kr" + due(cancelled.dueDate())
                        + ", was cancelled.";
            case OverpaymentFound found ->
                "With the tranche " + found.overpayment().trancheId() + " "
                        + found.overpayment().amount() + " kr too much was settled.";
            case OverpaymentCleared cleared ->
                "What was settled with the tranche " + cleared.trancheId() + " is owed after all; " + cleared.amount()
                        + " kr had been found too much.";
            case InputEvent taken -> InputSummary.of(taken);
            case PaymentEvent payment -> PaymentSummary.of(payment);
            case ClaimEvent claim -> PaymentSummary.of(claim);
        };
    }

    private static String of(ReportingEvent event) {
        return switch (event) {
            case ObligationsDerived derived ->
                counted(
                                derived.obligations().size(),
                                "report or meeting was derived",
                                "reports and meetings were derived")
                        + ", up to " + derived.until() + ".";
            case ObligationBecameOverdue overdue ->
                "Overdue: " + overdue.obligationId() + " was due on " + overdue.dueDate() + ".";
            case ObligationsChanged changed ->
                "With the agreement until " + changed.until() + ", "
                        + counted(
                                changed.obligations().size(),
                                "report or meeting was added or changed",
                                "reports and meetings were added or changed")
                        + ", and "
                        + counted(changed.dropped().size(), "is", "are")
                        + " asked for no more.";
            case ObligationsWithdrawn _ -> "Nothing is owed any more: reports and meetings were withdrawn.";
        };
    }

    private static String named(Tranche tranche) {
        return tranche.trancheId() + ", " + tranche.amount() + " kr" + due(tranche.dueDate()) + ",";
    }

    private static String due(@Nullable LocalDate dueDate) {
        return dueDate == null ? ", not dated" : ", due on " + dueDate;
    }

    private static String how(Change change) {
        return switch (change) {
            case SHORTENED -> "shortened";
            case PROLONGED -> "prolonged";
            case CHANGED -> "changed";
        };
    }

    private static String how(Ending ending) {
        return switch (ending) {
            case EXPIRY -> "by expiry";
            case NOTICE -> "by notice";
            case RESCISSION -> "by rescission";
            case REVOCATION -> "by revocation";
            case LAPSE -> "since a condition no longer held";
            case EXCLUSION -> "by the exclusion of its only civil party";
        };
    }

    /** As a sentence begins. */
    private static String asSubject(String id) {
        return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    }

    private static String counted(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    private static String part(int part, int parts) {
        return parts == 1 ? "" : " (part " + part + " of " + parts + ")";
    }

    private static String reference(@Nullable String reference) {
        return reference == null ? "" : ", " + reference;
    }

    private static String evidence(Evidence evidence) {
        return switch (evidence.kind()) {
            case DOCUMENT -> ", as a document shows";
            case ELECTRONIC_SIGNATURE -> ", electronically";
            case ASSUMED -> ", which is assumed and not evidenced";
        };
    }
}

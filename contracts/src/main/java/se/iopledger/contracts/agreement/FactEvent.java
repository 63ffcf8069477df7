package se.iopledger.contracts.agreement;

/**
 * An event of something that somebody recorded about an agreement. What follows from it for those who act on agreements
 * is told as {@link LifeEvent}s beside it, so that they may leave all facts aside, whatever families of them come later.
 */
public sealed interface FactEvent extends AgreementEvent
        permits AgreementEvent.FindingsRaised,
                AgreementEvent.AgreementApproved,
                AgreementEvent.AgreementSigned,
                ContactEvent,
                ExitEvent,
                AmendmentEvent,
                FundingEvent,
                ExtensionEvent,
                ConductEvent,
                GovernanceEvent,
                DocumentEvent,
                SettlementEvent,
                NeedEvent,
                ArchiveEvent,
                CorrectionEvent {}

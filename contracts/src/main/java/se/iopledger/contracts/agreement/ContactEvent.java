package se.iopledger.contracts.agreement;

/** An event about the persons through whom the parties are reached. */
public sealed interface ContactEvent extends FactEvent
        permits AgreementEvent.ContactPersonNamed,
                AgreementEvent.ContactPersonRemoved,
                AgreementEvent.DataSubjectErased {}

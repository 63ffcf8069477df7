package se.iopledger.contracts.agreement;

/** An event about the persons through whom the parties are reached. */
public sealed interface ContactEvent extends AgreementEvent
        permits AgreementEvent.ContactPersonNamed,
                AgreementEvent.ContactPersonRemoved,
                AgreementEvent.DataSubjectErased {}

package se.iopledger.agreement.domain;

/** What somebody wants done about a party's contact persons. */
public sealed interface ContactCommand extends AgreementCommand
        permits AgreementCommand.NameContactPerson,
                AgreementCommand.RemoveContactPerson,
                AgreementCommand.EraseDataSubject {}

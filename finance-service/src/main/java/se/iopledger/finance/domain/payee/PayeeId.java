package se.iopledger.finance.domain.payee;

import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.finance.domain.NameBased;

/** Which payee it is: of a municipality and an organisation number, or where a paper states none, of an agreement's party. */
public final class PayeeId {
    private PayeeId() {}

    public static String of(String municipality, OrganisationNumber organisationNumber) {
        return NameBased.id("payee-organisation", municipality, organisationNumber.value());
    }

    public static String of(String municipality, PartyKey party) {
        return NameBased.id("payee-party", municipality, party.agreementId(), party.party());
    }
}

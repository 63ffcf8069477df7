package se.iopledger.finance.domain.payee;

import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.terms.Party;
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

    /** As whom a party of an agreement is paid: by its number, or where the papers state none as that party; never by either. */
    public static String paidAs(String municipality, String agreementId, Party party) {
        OrganisationNumber number = party.organisationNumber();
        return number == null ? formerly(municipality, agreementId, party.id()) : of(municipality, number);
    }

    /**
     * As whom it is paid for as long as the papers do not state its number, and was until they did.
     *
     * @param party its id in the terms
     */
    public static String formerly(String municipality, String agreementId, String party) {
        return of(municipality, new PartyKey(agreementId, party));
    }
}

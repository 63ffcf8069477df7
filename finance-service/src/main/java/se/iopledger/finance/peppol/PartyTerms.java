package se.iopledger.finance.peppol;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.finance.peppol.XmlTree.Element;

/**
 * Seller or buyer of a document: organisation numbers and name. Contacts, addresses and all else of it are not read.
 *
 * @param companyId as written (BT-30, BT-47); empty where there is none
 * @param vatId as written (BT-31, BT-48); empty where there is none
 * @param taxRegistration as written (BT-32); empty where there is none
 * @param country as written (BT-40, BT-55); empty where there is none
 */
record PartyTerms(
        Optional<String> name,
        String companyId,
        String vatId,
        String taxRegistration,
        String country,
        Set<OrganisationNumber> numbers) {
    /** ISO 6523 code of the Swedish register of organisation numbers. */
    private static final String SWEDISH_REGISTER = "0007";

    private static final String SWEDEN = "SE";

    PartyTerms {
        numbers = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(numbers));
    }

    /** @param term business term of its name, for what is wrong with it */
    static PartyTerms of(Element document, String term, String side) {
        Optional<Element> found = Ubl.one(document, term, side, "cac:Party");
        if (found.isEmpty()) {
            return new PartyTerms(Optional.empty(), "", "", "", "", Set.of());
        }
        Element party = found.get();
        Optional<Element> company = Ubl.one(party, term, "cac:PartyLegalEntity", "cbc:CompanyID");
        String companyId = company.flatMap(Element::text).orElse("");
        String vatId = ofTaxScheme(party, true);
        return new PartyTerms(
                Ubl.text(party, term, "cac:PartyLegalEntity", "cbc:RegistrationName")
                        .or(() -> Ubl.text(party, term, "cac:PartyName", "cbc:Name")),
                companyId,
                vatId,
                ofTaxScheme(party, false),
                Ubl.text(party, term, "cac:PostalAddress", "cac:Country", "cbc:IdentificationCode")
                        .orElse(""),
                numbersOf(party, term, company));
    }

    private static String ofTaxScheme(Element party, boolean vat) {
        return party.all("cac:PartyTaxScheme")
                .filter(scheme -> vat
                        == scheme.all("cac:TaxScheme", "cbc:ID")
                                .flatMap(id -> id.text().stream())
                                .anyMatch("VAT"::equals))
                .flatMap(scheme -> scheme.all("cbc:CompanyID"))
                .flatMap(id -> id.text().stream())
                .findFirst()
                .orElse("");
    }

    /** What the party says it is, each way that it says so. */
    private static Set<OrganisationNumber> numbersOf(Element party, String term, Optional<Element> company) {
        Stream<String> byRegister = Stream.concat(company.stream(), Ubl.one(party, term, "cbc:EndpointID").stream())
                .filter(id -> id.attribute("schemeID").equals(SWEDISH_REGISTER)
                        || (id.attribute("schemeID").isEmpty() && id.name().equals("cbc:CompanyID")))
                .flatMap(id -> id.text().stream());
        String vatId = ofTaxScheme(party, true);
        Stream<String> byVat = vatId.matches("SE[0-9]{12}") ? Stream.of(vatId.substring(2, 12)) : Stream.empty();
        Set<OrganisationNumber> numbers = new LinkedHashSet<>();
        Stream.concat(byRegister, byVat)
                .map(text -> text.replace(" ", ""))
                .filter(text -> OrganisationNumber.flawOf(text).isEmpty())
                .forEach(text -> numbers.add(new OrganisationNumber(text)));
        return numbers;
    }

    boolean isSwedish() {
        return country.equals(SWEDEN) || vatId.startsWith(SWEDEN);
    }

    /** @throws DocumentRefused if it says that it is several, or none */
    OrganisationNumber organisationNumber(String term) {
        if (numbers.size() > 1) {
            throw new DocumentRefused(
                    "SellerMustBeOne", term, "its organisation numbers, in register, address and tax number, differ");
        }
        return numbers.stream()
                .findFirst()
                .orElseThrow(() -> new DocumentRefused(
                        "SellerMustBeIdentified",
                        term,
                        "no Swedish organisation number with its check digit right says who the seller is"));
    }
}

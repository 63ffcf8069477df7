package se.iopledger.finance.peppol;

import java.util.List;
import se.iopledger.contracts.Luhn;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.finance.peppol.XmlTree.Element;

/**
 * The Swedish rules of Peppol BIS Billing 3.0, SE-R-001 to SE-R-013, as findings: none of them says how much is owed to
 * whom, and a seller that is known by another number is still known. What they quote is never repeated, since a number
 * that is no organisation number may be a person's.
 */
final class SwedishRules {
    private static final List<String> RATES = List.of("25", "12", "6");

    private SwedishRules() {}

    static void check(Element document, PartyTerms seller, PartyTerms buyer, Findings findings) {
        if (!seller.isSwedish()) {
            return;
        }
        checkVatNumber(seller, findings);
        checkOrganisationNumber(seller, findings);
        checkTaxes(document, seller, findings);
        document.all("cac:PaymentMeans").forEach(means -> checkPayment(means, buyer, findings));
    }

    private static void checkVatNumber(PartyTerms seller, Findings findings) {
        String number = seller.vatId();
        if (!number.startsWith("SE")) {
            return;
        }
        if (number.length() != 14) {
            findings.add("SE-R-001", "BT-31", "a Swedish VAT number has 14 characters");
        }
        if (!number.substring(2).matches("[0-9]{12}")) {
            findings.add("SE-R-002", "BT-31", "what follows SE in a Swedish VAT number is twelve digits");
        }
    }

    private static void checkOrganisationNumber(PartyTerms seller, Findings findings) {
        String number = seller.companyId();
        if (number.isEmpty()) {
            return;
        }
        if (!number.matches("[0-9]+")) {
            findings.add("SE-R-003", "BT-30", "a Swedish organisation number is written in digits only");
        }
        if (number.length() != 10) {
            findings.add("SE-R-004", "BT-30", "a Swedish organisation number has ten characters");
        }
        boolean wrong = OrganisationNumber.flawOf(number)
                .filter(OrganisationNumber.Flaw.WRONG_CHECK_DIGIT::equals)
                .isPresent();
        if (wrong) {
            findings.add("SE-R-013", "BT-30", "the last digit of a Swedish organisation number is its check digit");
        }
    }

    private static void checkTaxes(Element document, PartyTerms seller, Findings findings) {
        if (!seller.taxRegistration().isEmpty() && !seller.taxRegistration().equalsIgnoreCase("Godkänd för F-skatt")) {
            findings.add("SE-R-005", "BT-32", "a Swedish tax registration says Godkänd för F-skatt");
        }
        boolean otherRate = document.all("cac:TaxTotal", "cac:TaxSubtotal", "cac:TaxCategory")
                .filter(category ->
                        Ubl.text(category, "BT-118", "cbc:ID").orElse("").equals("S"))
                .flatMap(category -> Ubl.text(category, "BT-119", "cbc:Percent").stream())
                .anyMatch(percent -> !RATES.contains(percent.replaceAll("\\.0+$", "")));
        if (otherRate) {
            findings.add("SE-R-006", "BT-119", "Swedish rates of tax are 25, 12 and 6 percent");
        }
    }

    private static void checkPayment(Element means, PartyTerms buyer, Findings findings) {
        String code = Ubl.text(means, "BT-81", "cbc:PaymentMeansCode").orElse("");
        if (code.equals("50") || code.equals("56")) {
            findings.add(
                    "SE-R-011",
                    "BT-81",
                    "bankgiro and plusgiro are told by the code 30 and SE:BANKGIRO or SE:PLUSGIRO");
        }
        if (code.equals("31") && buyer.country().equals("SE")) {
            findings.add("SE-R-012", "BT-81", "a transfer inside Sweden has the code 30");
        }
        String account =
                Ubl.text(means, "BT-84", "cac:PayeeFinancialAccount", "cbc:ID").orElse("");
        switch (PaymentTo.schemeOf(means)) {
            case PLUSGIRO -> checkGiro(account, "SE-R-007", "SE-R-010", 2, 8, "plusgiro", findings);
            case BANKGIRO -> checkGiro(account, "SE-R-008", "SE-R-009", 7, 8, "bankgiro", findings);
            case OTHER -> {
                // No rule of these is about other accounts.
            }
        }
    }

    private static void checkGiro(
            String account, String digits, String length, int fewest, int most, String what, Findings findings) {
        if (!account.matches("[0-9]+")) {
            findings.add(digits, "BT-84", "a " + what + " number is written in digits only");
        }
        if (account.length() < fewest || account.length() > most) {
            findings.add(length, "BT-84", "a " + what + " number has " + fewest + " to " + most + " digits");
        }
        String plain = account.replaceAll("[ -]", "");
        if (plain.matches("[0-9]{2,8}") && !Luhn.isValid(plain)) {
            findings.add(
                    "GiroNumberMustHaveItsCheckDigit", "BT-84", "the check digit of the " + what + " number is wrong");
        }
    }
}

package se.iopledger.finance.peppol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.Money;
import se.iopledger.finance.peppol.XmlTree.Element;

/**
 * The amounts of a document, with the arithmetic that EN 16931 asks for (BR-CO-10 to BR-CO-17): what is paid by them is
 * what their lines say.
 *
 * @param net BT-109
 * @param tax BT-110
 * @param payable BT-115
 */
record Totals(Money net, Money tax, Money payable) {
    private static final String TOTAL = "cac:LegalMonetaryTotal";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** By how much a rate of tax may be rounded otherwise, as Peppol's own test of BR-CO-17 has it. */
    private static final Money ONE_KRONA = Money.ofKronor(1);

    /**
     * @param line the element of a line
     * @throws DocumentRefused naming the rule that the amounts break
     */
    static Totals of(Element document, String line) {
        Money lines = needed(document, "BT-106", "cbc:LineExtensionAmount");
        mustBe("BR-CO-10", "BT-106", lines, Ubl.sum(document, "BT-131", line, "cbc:LineExtensionAmount"), "its lines");

        Money allowances = optional(document, "BT-107", "cbc:AllowanceTotalAmount");
        mustBe("BR-CO-11", "BT-107", allowances, ofAllowances(document, "false", "BT-92"), "its allowances");
        Money charges = optional(document, "BT-108", "cbc:ChargeTotalAmount");
        mustBe("BR-CO-12", "BT-108", charges, ofAllowances(document, "true", "BT-99"), "its charges");

        Money net = needed(document, "BT-109", "cbc:TaxExclusiveAmount");
        mustBe("BR-CO-13", "BT-109", net, lines.minus(allowances).plus(charges), "lines, allowances and charges");
        Money tax = taxOf(document);
        Money total = needed(document, "BT-112", "cbc:TaxInclusiveAmount");
        mustBe("BR-CO-15", "BT-112", total, net.plus(tax), "net and tax");

        Money payable = needed(document, "BT-115", "cbc:PayableAmount");
        Money prepaid = optional(document, "BT-113", "cbc:PrepaidAmount");
        Money rounding = optional(document, "BT-114", "cbc:PayableRoundingAmount");
        mustBe("BR-CO-16", "BT-115", payable, total.minus(prepaid).plus(rounding), "total, prepayment and rounding");
        return new Totals(net, tax, payable);
    }

    private static Money needed(Element document, String term, String amount) {
        return Ubl.amount(document, term, TOTAL, amount)
                .orElseThrow(() -> new DocumentRefused("TermIsRequired", term, "there is no " + amount));
    }

    private static Money optional(Element document, String term, String amount) {
        return Ubl.amount(document, term, TOTAL, amount).orElse(Money.ZERO);
    }

    private static Money ofAllowances(Element document, String isCharge, String term) {
        return Money.sum(document.all("cac:AllowanceCharge")
                .filter(one ->
                        Ubl.text(one, term, "cbc:ChargeIndicator").orElse("").equals(isCharge))
                .flatMap(one -> Ubl.amount(one, term, "cbc:Amount").stream())
                .toList());
    }

    /** The tax in kronor; another total of it, in the currency of accounting, may stand beside (BT-111). */
    private static Money taxOf(Element document) {
        List<Element> inKronor = document.all("cac:TaxTotal")
                .filter(total -> Ubl.one(total, "BT-110", "cbc:TaxAmount")
                        .map(amount -> amount.attribute("currencyID"))
                        .filter(Ubl.KRONOR::equals)
                        .isPresent())
                .toList();
        if (inKronor.size() > 1) {
            throw new DocumentRefused("TermMustStandOnce", "BT-110", "it stands " + inKronor.size() + " times");
        }
        if (inKronor.isEmpty()) {
            return Money.ZERO;
        }
        Element total = inKronor.getFirst();
        Money tax = Ubl.amount(total, "BT-110", "cbc:TaxAmount").orElse(Money.ZERO);
        List<Element> rates = total.all("cac:TaxSubtotal").toList();
        if (!rates.isEmpty()) {
            mustBe(
                    "BR-CO-14",
                    "BT-110",
                    tax,
                    Ubl.sum(total, "BT-117", "cac:TaxSubtotal", "cbc:TaxAmount"),
                    "its rates");
            rates.forEach(Totals::mustFollowFromItsRate);
        }
        return tax;
    }

    private static void mustFollowFromItsRate(Element rate) {
        Optional<String> percent = Ubl.text(rate, "BT-119", "cac:TaxCategory", "cbc:Percent");
        Money taxable = Ubl.amount(rate, "BT-116", "cbc:TaxableAmount").orElse(Money.ZERO);
        Money tax = Ubl.amount(rate, "BT-117", "cbc:TaxAmount").orElse(Money.ZERO);
        BigDecimal share = percent.map(text -> percentage(text)).orElse(BigDecimal.ZERO);
        long reckoned = BigDecimal.valueOf(taxable.ore())
                .multiply(share)
                .divide(HUNDRED, 0, RoundingMode.HALF_UP)
                .longValueExact();
        if (Math.abs(reckoned - tax.ore()) >= ONE_KRONA.ore()) {
            throw new DocumentRefused(
                    "BR-CO-17", "BT-117", tax + " kr is not " + share.toPlainString() + " % of " + taxable + " kr");
        }
    }

    private static BigDecimal percentage(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
            throw new DocumentRefused("AmountMustBeANumber", "BT-119", "a rate is digits with a dot, as 25.00");
        }
        return new BigDecimal(text);
    }

    private static void mustBe(String rule, String term, Money stated, Money reckoned, String what) {
        if (!stated.equals(reckoned)) {
            throw new DocumentRefused(rule, term, stated + " kr is stated, and " + what + " make " + reckoned + " kr");
        }
    }
}

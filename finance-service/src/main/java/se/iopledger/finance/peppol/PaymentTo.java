package se.iopledger.finance.peppol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.finance.Invoice.PayTo;
import se.iopledger.contracts.finance.Invoice.PayTo.Scheme;
import se.iopledger.finance.peppol.XmlTree.Element;

/** Where a document asks to be paid (BG-16): with a giro account before any other. */
final class PaymentTo {
    private PaymentTo() {}

    static @Nullable PayTo of(Element document, Findings findings) {
        List<Element> means = document.all("cac:PaymentMeans").toList();
        return means.stream()
                .filter(one -> schemeOf(one) != Scheme.OTHER)
                .findFirst()
                .or(() -> means.stream().findFirst())
                .map(one -> read(one, findings))
                .filter(payTo -> payTo.account() != null || payTo.reference() != null)
                .orElse(null);
    }

    private static PayTo read(Element means, Findings findings) {
        Optional<String> stated = Ubl.text(means, "BT-84", "cac:PayeeFinancialAccount", "cbc:ID")
                .map(text -> text.replaceAll("[ -]", ""));
        String account = findings.kept("BT-84", stated);
        if (account == null && stated.isPresent()) {
            // Nobody could be warned later that it is another than the verified one.
            findings.toBeJudged(
                    "AskedAccountMustBeShown",
                    "BT-84",
                    "the account that it asks to be paid to was left out, and cannot be compared with the verified one");
        }
        String reference = findings.kept("BT-83", Ubl.text(means, "BT-83", "cbc:PaymentID"));
        return new PayTo(account == null ? null : schemeOf(means), account, reference);
    }

    /** Means code 30 with {@code SE:BANKGIRO} or {@code SE:PLUSGIRO} in BT-86; the older codes 50 and 56 are understood. */
    static Scheme schemeOf(Element means) {
        String branch = Ubl.text(
                        means, "BT-86", "cac:PayeeFinancialAccount", "cac:FinancialInstitutionBranch", "cbc:ID")
                .orElse("")
                .toUpperCase(Locale.ROOT);
        return switch (branch) {
            case "SE:BANKGIRO" -> Scheme.BANKGIRO;
            case "SE:PLUSGIRO" -> Scheme.PLUSGIRO;
            default ->
                switch (Ubl.text(means, "BT-81", "cbc:PaymentMeansCode").orElse("")) {
                    case "56" -> Scheme.BANKGIRO;
                    case "50" -> Scheme.PLUSGIRO;
                    default -> Scheme.OTHER;
                };
        };
    }
}

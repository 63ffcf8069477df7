package se.iopledger.finance.bankfile;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.OcrReference;
import se.iopledger.finance.bankfile.PaymentFile.Payer;
import se.iopledger.finance.bankfile.PaymentFile.Payment;

/**
 * Writes a customer credit transfer initiation (ISO 20022, pain.001) as Swedish banks read it: bankgiro and plusgiro by
 * the clearing system's member 9900 and 9960 (SESBA), an OCR reference as structured creditor reference (SCOR). The same
 * content gives the same bytes, in UTF-8, whatever the machine.
 */
public final class PaymentFileWriter {
    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private PaymentFileWriter() {}

    /** Versions of the message that banks take. */
    public enum Version {
        V03("pain.001.001.03", "BIC"),
        /** Names the bank by another element, and wraps the day of payment. */
        V09("pain.001.001.09", "BICFI");

        private final String message;
        private final String bicElement;

        Version(String message, String bicElement) {
            this.message = message;
            this.bicElement = bicElement;
        }

        /** As {@code pain.001.001.03}. */
        public String message() {
            return message;
        }
    }

    /** @throws IllegalArgumentException with all that keeps it from being written ({@link PaymentFile#flaws}) */
    public static byte[] write(PaymentFile file, Version version) {
        List<String> flaws = file.flaws();
        if (!flaws.isEmpty()) {
            throw new IllegalArgumentException("the file cannot be written: " + String.join("; ", flaws));
        }
        XmlText xml = new XmlText();
        xml.open("Document", "xmlns=\"" + Messages.NAMESPACE + version.message() + "\"");
        xml.open("CstmrCdtTrfInitn");
        header(file, xml);
        payments(file, version, xml);
        xml.close("CstmrCdtTrfInitn");
        xml.close("Document");
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void header(PaymentFile file, XmlText xml) {
        xml.open("GrpHdr");
        xml.leaf("MsgId", file.messageId());
        xml.leaf("CreDtTm", TO_THE_SECOND.format(file.createdAt()));
        xml.leaf("NbOfTxs", Integer.toString(file.payments().size()));
        xml.leaf("CtrlSum", file.total().toString());
        xml.open("InitgPty");
        xml.leaf("Nm", file.payer().name());
        customerId(file.payer(), xml);
        xml.close("InitgPty");
        xml.close("GrpHdr");
    }

    private static void customerId(Payer payer, XmlText xml) {
        String customerId = payer.customerId();
        if (customerId != null) {
            xml.open("Id");
            xml.open("OrgId");
            xml.open("Othr");
            xml.leaf("Id", customerId);
            xml.open("SchmeNm");
            xml.leaf("Cd", "BANK");
            xml.close("SchmeNm");
            xml.close("Othr");
            xml.close("OrgId");
            xml.close("Id");
        }
    }

    /** One block, since a file has one day of payment and one debited account. */
    private static void payments(PaymentFile file, Version version, XmlText xml) {
        xml.open("PmtInf");
        xml.leaf("PmtInfId", file.messageId());
        xml.leaf("PmtMtd", "TRF");
        xml.leaf("NbOfTxs", Integer.toString(file.payments().size()));
        xml.leaf("CtrlSum", file.total().toString());
        xml.open("PmtTpInf");
        xml.open("SvcLvl");
        xml.leaf("Cd", "NURG");
        xml.close("SvcLvl");
        xml.close("PmtTpInf");
        switch (version) {
            case V03 -> xml.leaf("ReqdExctnDt", file.paymentDate().toString());
            case V09 -> {
                xml.open("ReqdExctnDt");
                xml.leaf("Dt", file.paymentDate().toString());
                xml.close("ReqdExctnDt");
            }
        }
        xml.open("Dbtr");
        xml.leaf("Nm", file.payer().name());
        customerId(file.payer(), xml);
        xml.close("Dbtr");
        xml.open("DbtrAcct");
        account(file.payer().account(), xml);
        xml.leaf("Ccy", "SEK");
        xml.close("DbtrAcct");
        xml.open("DbtrAgt");
        xml.open("FinInstnId");
        xml.leaf(version.bicElement, file.payer().bic());
        xml.close("FinInstnId");
        xml.close("DbtrAgt");
        xml.leaf("ChrgBr", "SLEV");
        file.payments().forEach(payment -> payment(payment, xml));
        xml.close("PmtInf");
    }

    private static void payment(Payment payment, XmlText xml) {
        xml.open("CdtTrfTxInf");
        xml.open("PmtId");
        xml.leaf("InstrId", payment.id());
        xml.leaf("EndToEndId", payment.id());
        xml.close("PmtId");
        xml.open("Amt");
        xml.leaf("InstdAmt", "Ccy=\"SEK\"", payment.amount().toString());
        xml.close("Amt");
        clearing(payment.account(), xml);
        xml.open("Cdtr");
        xml.leaf("Nm", payment.name());
        xml.close("Cdtr");
        xml.open("CdtrAcct");
        account(payment.account(), xml);
        xml.close("CdtrAcct");
        reference(payment.ocr(), payment.message(), xml);
        xml.close("CdtTrfTxInf");
    }

    /** An IBAN names its bank itself. */
    private static void clearing(BankAccount account, XmlText xml) {
        String member = switch (account.kind()) {
            case BANKGIRO -> "9900";
            case PLUSGIRO -> "9960";
            case IBAN -> "";
        };
        if (!member.isEmpty()) {
            xml.open("CdtrAgt");
            xml.open("FinInstnId");
            xml.open("ClrSysMmbId");
            xml.open("ClrSysId");
            xml.leaf("Cd", "SESBA");
            xml.close("ClrSysId");
            xml.leaf("MmbId", member);
            xml.close("ClrSysMmbId");
            xml.close("FinInstnId");
            xml.close("CdtrAgt");
        }
    }

    private static void account(BankAccount account, XmlText xml) {
        xml.open("Id");
        switch (account.kind()) {
            case IBAN -> xml.leaf("IBAN", account.packed());
            case BANKGIRO -> giro(account, "BGNR", xml);
            case PLUSGIRO -> giro(account, "PGNR", xml);
        }
        xml.close("Id");
    }

    private static void giro(BankAccount account, String scheme, XmlText xml) {
        xml.open("Othr");
        xml.leaf("Id", account.packed());
        xml.open("SchmeNm");
        xml.leaf("Prtry", scheme);
        xml.close("SchmeNm");
        xml.close("Othr");
    }

    private static void reference(@Nullable OcrReference ocr, @Nullable String message, XmlText xml) {
        xml.open("RmtInf");
        if (ocr != null) {
            xml.open("Strd");
            xml.open("CdtrRefInf");
            xml.open("Tp");
            xml.open("CdOrPrtry");
            xml.leaf("Cd", "SCOR");
            xml.close("CdOrPrtry");
            xml.close("Tp");
            xml.leaf("Ref", ocr.value());
            xml.close("CdtrRefInf");
            xml.close("Strd");
        } else if (message != null) {
            xml.leaf("Ustrd", message);
        }
        xml.close("RmtInf");
    }
}

package se.iopledger.finance.bankfile;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The messages that are read. */
public enum Messages {
    PAIN_002_03("pain.002.001.03", "CstmrPmtStsRpt"),
    PAIN_002_10("pain.002.001.10", "CstmrPmtStsRpt"),
    CAMT_053_02("camt.053.001.02", "BkToCstmrStmt"),
    CAMT_053_08("camt.053.001.08", "BkToCstmrStmt"),
    CAMT_054_02("camt.054.001.02", "BkToCstmrDbtCdtNtfctn"),
    CAMT_054_08("camt.054.001.08", "BkToCstmrDbtCdtNtfctn");

    static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";

    private final String message;
    private final String root;

    Messages(String message, String root) {
        this.message = message;
        this.root = root;
    }

    /** As {@code camt.054.001.08}. */
    public String message() {
        return message;
    }

    /** The element that the message consists of. */
    String root() {
        return root;
    }

    static Optional<Messages> ofNamespace(String namespace) {
        return Arrays.stream(values())
                .filter(known -> namespace.equals(NAMESPACE + known.message))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(Messages::message).collect(Collectors.joining(", "));
    }
}

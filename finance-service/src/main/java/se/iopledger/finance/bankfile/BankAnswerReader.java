package se.iopledger.finance.bankfile;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.finance.bankfile.BankAnswer.Amount;
import se.iopledger.finance.bankfile.BankAnswer.Status;
import se.iopledger.finance.bankfile.BankXml.Piece;

/**
 * Reads what banks answer: payment status reports (pain.002), statements and notifications (camt.053, camt.054). A file is
 * read whole or refused whole, by a rule that says what was found.
 */
public final class BankAnswerReader {
    /** A day's statement of a large municipality is a fraction of it. */
    public static final int MOST_BYTES = BankXml.MOST_BYTES;

    private static final int LONGEST_QUOTE = 60;

    private BankAnswerReader() {}

    /**
     * @param bytes closed by whoever opened them
     * @throws UnreadableFile by {@code MessageMustBeKnown}, {@code FileMustBeWellFormed}, {@code FileMustHaveNoDtd},
     *     {@code FileMustHaveNoEntities}, {@code FileMustFitTheLimit}, {@code ElementsMustNotNestDeeper},
     *     {@code TextMustFitTheLimit}, {@code EncodingMustBeKnown}, {@code ElementMustBeGiven},
     *     {@code ElementMustStandOnce} or {@code ValueMustBeValid}
     */
    public static BankAnswer read(InputStream bytes) {
        BankXml xml = BankXml.open(bytes);
        Messages message = messageMustBeKnown(xml);
        BankAnswer[] answer = new BankAnswer[1];
        xml.children(name -> {
            if (answer[0] != null || !name.equals(message.root())) {
                throw new UnreadableFile(
                        "MessageMustBeKnown",
                        "a " + message.message() + " holds one " + message.root() + ", and this one " + quoted(name)
                                + xml.where());
            }
            answer[0] = switch (message) {
                case PAIN_002_03, PAIN_002_10 -> new StatusReportReader(xml, message).read();
                case CAMT_053_02, CAMT_053_08, CAMT_054_02, CAMT_054_08 -> new AccountReportReader(xml, message).read();
            };
        });
        xml.end();
        if (answer[0] == null) {
            throw missing(message.root(), "the file");
        }
        return answer[0];
    }

    private static Messages messageMustBeKnown(BankXml xml) {
        if (!xml.name().equals("Document")) {
            throw new UnreadableFile(
                    "MessageMustBeKnown",
                    "the file's first element is " + quoted(xml.name()) + ", and a bank's message is a Document");
        }
        return Messages.ofNamespace(xml.namespace())
                .orElseThrow(() -> new UnreadableFile(
                        "MessageMustBeKnown",
                        "the file is of the namespace " + quoted(xml.namespace()) + "; what is read is "
                                + Messages.all()));
    }

    /** What a file holds is shown cut, so that it fills no answer. */
    static String quoted(String text) {
        return '"' + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + '"';
    }

    static UnreadableFile missing(String element, String where) {
        return new UnreadableFile("ElementMustBeGiven", where + " has no " + element);
    }

    static String required(Piece piece, String where, String... path) {
        String value = piece.at(path);
        if (value == null) {
            throw missing(String.join("/", path), where);
        }
        return value;
    }

    /** @return the amount of a piece whose text is one */
    static Amount amount(Piece piece, String where) {
        if (!piece.text().matches("[0-9]{1,13}(\\.[0-9]{1,5})?")) {
            throw invalid("an amount", piece.text(), where);
        }
        // It is told to a person: an attribute may be as long as the file.
        if (!piece.currency().matches("([A-Z]{3})?")) {
            throw invalid("a currency", piece.currency(), where);
        }
        Amount amount = new Amount(piece.currency(), new BigDecimal(piece.text()));
        try {
            // Other currencies have other decimals; one movement in one of them does not keep the rest of a file out.
            var _ = amount.kronor();
            return amount;
        } catch (IllegalArgumentException outside) {
            throw new UnreadableFile("ValueMustBeValid", where + ": " + outside.getMessage(), outside);
        }
    }

    /** The day of an element that holds a day or a time; null where it is not there. */
    static @Nullable LocalDate day(Piece piece, String element, String where) {
        String day = piece.at(element, "Dt");
        String time = piece.at(element, "DtTm");
        String text = day != null ? day : time;
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeException noDay) {
            throw new UnreadableFile(
                    "ValueMustBeValid", where + " has " + quoted(text) + " where a day belongs", noDay);
        }
    }

    /**
     * A code with its reasons, or reasons alone; null where there is neither. A bank may give several, and each may be the one
     * that counts.
     */
    static @Nullable Status status(Piece piece, String element) {
        String code = piece.at(element);
        Status status = status(code == null ? "" : code, piece.all("StsRsnInf"));
        return code == null && status.reasons().isEmpty() ? null : status;
    }

    /** @param holders each of Rsn and AddtlInf */
    static Status status(String code, List<Piece> holders) {
        String text = holders.stream()
                .flatMap(holder -> Stream.ofNullable(holder.at("AddtlInf")))
                .collect(Collectors.joining("; "));
        return new Status(
                code,
                holders.stream()
                        .flatMap(holder -> Stream.ofNullable(codeOf(holder)))
                        .toList(),
                text.isEmpty() ? null : text);
    }

    /** What may stand once in a message. */
    static Piece once(@Nullable Piece before, Piece now) {
        if (before != null) {
            throw new UnreadableFile("ElementMustStandOnce", now.name() + " stands twice in the file");
        }
        return now;
    }

    private static @Nullable String codeOf(Piece holder) {
        String code = holder.at("Rsn", "Cd");
        return code != null ? code : holder.at("Rsn", "Prtry");
    }

    static UnreadableFile invalid(String what, String found, String where) {
        return new UnreadableFile("ValueMustBeValid", where + " has " + quoted(found) + " where " + what + " belongs");
    }
}

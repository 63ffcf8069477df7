package se.iopledger.finance.bankfile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.iopledger.finance.bankfile.BankAnswer.AccountReport;
import se.iopledger.finance.bankfile.BankAnswer.Amount;
import se.iopledger.finance.bankfile.BankAnswer.Direction;
import se.iopledger.finance.bankfile.BankAnswer.Entry;
import se.iopledger.finance.bankfile.BankAnswer.Statement;
import se.iopledger.finance.bankfile.BankAnswer.Status;
import se.iopledger.finance.bankfile.BankAnswer.Transaction;
import se.iopledger.finance.bankfile.BankXml.Piece;

/** Reads a statement or a notification, movement by movement, with the ways of writing that banks differ in. */
final class AccountReportReader {
    private static final int MOST_CONTRADICTIONS = 50;

    private final BankXml xml;
    private final Messages message;
    private final List<Statement> statements = new ArrayList<>();
    private final Set<String> dialects = new TreeSet<>();
    private final List<String> contradictions = new ArrayList<>();
    private @Nullable Piece header;
    private int entries;

    AccountReportReader(BankXml xml, Messages message) {
        this.xml = xml;
        this.message = message;
    }

    AccountReport read() {
        xml.children(name -> {
            switch (name) {
                case "GrpHdr" -> header = BankAnswerReader.once(header, xml.take());
                case "Stmt", "Ntfctn" -> statements.add(statement());
                default -> xml.leave();
            }
        });
        Piece head = header;
        if (head == null) {
            throw BankAnswerReader.missing("GrpHdr", "the file");
        }
        return new AccountReport(
                message,
                BankAnswerReader.required(head, "the file", "MsgId"),
                statements,
                List.copyOf(dialects),
                contradictions);
    }

    private Statement statement() {
        String where = "statement " + (statements.size() + 1);
        List<Entry> read = new ArrayList<>();
        List<Piece> rest = new ArrayList<>();
        xml.children(name -> {
            if (name.equals("Ntry")) {
                read.add(entry(xml.take()));
            } else {
                rest.add(xml.take());
            }
        });
        Piece own = new Piece("Stmt", "", "", rest);
        Statement statement = new Statement(
                BankAnswerReader.required(own, where, "Id"),
                account(own, where),
                balance(own, Set.of("OPBD", "PRCD"), where),
                balance(own, Set.of("CLBD"), where),
                read);
        balancesMustFollowFromMovements(statement, where);
        return statement;
    }

    private static String account(Piece statement, String where) {
        String iban = statement.at("Acct", "Id", "IBAN");
        return iban != null ? iban : BankAnswerReader.required(statement, where, "Acct", "Id", "Othr", "Id");
    }

    private static @Nullable BigDecimal balance(Piece statement, Set<String> codes, String where) {
        for (Piece balance : statement.all("Bal")) {
            String code = balance.at("Tp", "CdOrPrtry", "Cd");
            Piece amount = balance.piece("Amt");
            if (code != null && codes.contains(code) && amount != null) {
                BigDecimal number = BankAnswerReader.amount(amount, where).number();
                return "DBIT".equals(balance.at("CdtDbtInd")) ? number.negate() : number;
            }
        }
        return null;
    }

    private void balancesMustFollowFromMovements(Statement statement, String where) {
        BigDecimal opening = statement.opening();
        BigDecimal closing = statement.closing();
        if (opening == null || closing == null) {
            return;
        }
        BigDecimal reckoned = opening;
        for (Entry entry : statement.entries()) {
            if (entry.booked()) {
                reckoned = reckoned.add(signed(entry.amount(), entry.direction()));
            }
        }
        if (reckoned.compareTo(closing) != 0) {
            contradiction(where + " opens with " + plain(opening) + ", and its movements lead to " + plain(reckoned)
                    + "; it says that it closes with " + plain(closing));
        }
    }

    private static BigDecimal signed(Amount amount, Direction direction) {
        return direction == Direction.IN ? amount.number() : amount.number().negate();
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    private void contradiction(String what) {
        if (contradictions.size() < MOST_CONTRADICTIONS) {
            contradictions.add(what);
        }
    }

    private Entry entry(Piece piece) {
        entries++;
        String where = "movement " + entries;
        Piece amount = piece.piece("Amt");
        if (amount == null) {
            throw BankAnswerReader.missing("Amt", where);
        }
        Amount whole = BankAnswerReader.amount(amount, where);
        List<Transaction> transactions = new ArrayList<>();
        String block = null;
        for (Piece details : piece.all("NtryDtls")) {
            String batch = details.at("Btch", "PmtInfId");
            block = batch != null ? batch : block;
            for (Piece transaction : details.all("TxDtls")) {
                transactions.add(transaction(transaction, where + ", payment " + (transactions.size() + 1)));
            }
        }
        Direction direction = direction(piece, where);
        movementMustBeTheSumOfItsPayments(whole, direction, transactions, where);
        return new Entry(
                entries,
                direction,
                whole,
                isBooked(piece),
                isTrue(piece.at("RvslInd")),
                bookedOn(piece, where),
                block,
                transactions);
    }

    private static Direction direction(Piece entry, String where) {
        var _ = BankAnswerReader.required(entry, where, "CdtDbtInd");
        return Objects.requireNonNull(ownDirection(entry, where));
    }

    /** Null where it says none: a payment of a movement goes its way, unless a newer message says otherwise. */
    private static @Nullable Direction ownDirection(Piece piece, String where) {
        String indicator = piece.at("CdtDbtInd");
        return switch (indicator) {
            case null -> null;
            case "DBIT" -> Direction.OUT;
            case "CRDT" -> Direction.IN;
            default -> throw BankAnswerReader.invalid("DBIT or CRDT", indicator, where);
        };
    }

    /** The older version writes the status as text, the newer one as a code inside. */
    private static boolean isBooked(Piece entry) {
        String code = entry.at("Sts", "Cd");
        return "BOOK".equals(code != null ? code : entry.at("Sts"));
    }

    private static boolean isTrue(@Nullable String indicator) {
        return "true".equals(indicator) || "1".equals(indicator);
    }

    private static @Nullable LocalDate bookedOn(Piece entry, String where) {
        LocalDate booked = BankAnswerReader.day(entry, "BookgDt", where);
        return booked != null ? booked : BankAnswerReader.day(entry, "ValDt", where);
    }

    /** Where every payment has an amount in the movement's currency. */
    private void movementMustBeTheSumOfItsPayments(
            Amount whole, Direction direction, List<Transaction> payments, String where) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Transaction payment : payments) {
            Amount part = payment.amount();
            if (part == null || !part.currency().equals(whole.currency())) {
                return;
            }
            sum = sum.add(signed(part, payment.direction() == null ? direction : payment.direction()));
        }
        BigDecimal told = signed(whole, direction);
        if (!payments.isEmpty() && sum.compareTo(told) != 0) {
            contradiction(where + " is of " + plain(whole.number()) + ", and its payments sum to "
                    + plain(direction == Direction.IN ? sum : sum.negate()));
        }
    }

    private Transaction transaction(Piece piece, String where) {
        return new Transaction(
                provided(piece.at("Refs", "EndToEndId")),
                provided(piece.at("Refs", "InstrId")),
                provided(piece.at("Refs", "PmtInfId")),
                ownDirection(piece, where),
                amount(piece, where),
                counterpart(piece),
                piece.at("RmtInf", "Strd", "CdtrRefInf", "Ref"),
                piece.at("RmtInf", "Ustrd"),
                returned(piece));
    }

    private static @Nullable String provided(@Nullable String id) {
        return "NOTPROVIDED".equals(id) ? null : id;
    }

    private @Nullable Amount amount(Piece piece, String where) {
        Piece detailed = piece.piece("AmtDtls", "TxAmt", "Amt");
        Piece plain = piece.piece("Amt");
        if (plain == null && detailed != null) {
            dialects.add("amounts of payments stand in AmtDtls/TxAmt");
        }
        Piece ordered = piece.piece("AmtDtls", "InstdAmt", "Amt");
        if (plain == null && detailed == null && ordered != null) {
            dialects.add("amounts of payments stand in AmtDtls/InstdAmt");
        }
        Piece found = plain != null ? plain : detailed != null ? detailed : ordered;
        return found == null ? null : BankAnswerReader.amount(found, where);
    }

    private @Nullable String counterpart(Piece piece) {
        for (String side : new String[] {"CdtrAcct", "DbtrAcct"}) {
            String iban = piece.at("RltdPties", side, "Id", "IBAN");
            String other = piece.at("RltdPties", side, "Id", "Othr", "Id");
            String scheme = piece.at("RltdPties", side, "Id", "Othr", "SchmeNm", "Prtry");
            if (scheme != null && Set.of("BGNR", "PGNR", "NURG").contains(scheme)) {
                dialects.add(("NURG".equals(scheme) ? "plusgiro" : "giro") + " written " + scheme);
            }
            if (iban != null || other != null) {
                return iban != null ? iban : other;
            }
        }
        return null;
    }

    private static @Nullable Status returned(Piece piece) {
        Piece reason = piece.piece("RtrInf");
        return reason == null ? null : BankAnswerReader.status("RTRN", List.of(reason));
    }
}

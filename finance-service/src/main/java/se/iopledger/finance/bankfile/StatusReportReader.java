package se.iopledger.finance.bankfile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.finance.bankfile.BankAnswer.Amount;
import se.iopledger.finance.bankfile.BankAnswer.Block;
import se.iopledger.finance.bankfile.BankAnswer.PaymentStatus;
import se.iopledger.finance.bankfile.BankAnswer.Status;
import se.iopledger.finance.bankfile.BankAnswer.StatusReport;
import se.iopledger.finance.bankfile.BankXml.Piece;

/** Reads a payment status report, block by block. */
final class StatusReportReader {
    private final BankXml xml;
    private final Messages message;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();
    private @Nullable Piece header;
    private @Nullable Piece original;

    StatusReportReader(BankXml xml, Messages message) {
        this.xml = xml;
        this.message = message;
    }

    StatusReport read() {
        xml.children(name -> {
            switch (name) {
                case "GrpHdr" -> header = BankAnswerReader.once(header, xml.take());
                case "OrgnlGrpInfAndSts" -> original = BankAnswerReader.once(original, xml.take());
                case "OrgnlPmtInfAndSts" -> blocks.add(block());
                default -> xml.leave();
            }
        });
        Piece head = header;
        Piece group = original;
        if (head == null) {
            throw BankAnswerReader.missing("GrpHdr", "the status report");
        }
        if (group == null) {
            throw BankAnswerReader.missing("OrgnlGrpInfAndSts", "the status report");
        }
        return new StatusReport(
                message,
                BankAnswerReader.required(head, "the status report", "MsgId"),
                BankAnswerReader.required(group, "the status report", "OrgnlMsgId"),
                BankAnswerReader.status(group, "GrpSts"),
                blocks,
                List.of(),
                contradictions);
    }

    private Block block() {
        String where = "block " + (blocks.size() + 1);
        List<PaymentStatus> payments = new ArrayList<>();
        List<Piece> rest = new ArrayList<>();
        xml.children(name -> {
            if (name.equals("TxInfAndSts")) {
                payments.add(payment(xml.take(), where + ", payment " + (payments.size() + 1)));
            } else {
                rest.add(xml.take());
            }
        });
        Piece own = new Piece("OrgnlPmtInfAndSts", "", "", rest);
        String stated = own.at("OrgnlNbOfTxs");
        Status status = BankAnswerReader.status(own, "PmtInfSts");
        if (stated != null && payments.size() > number(stated, where)) {
            contradictions.add(where + " says that it has " + stated + " payments, and tells of " + payments.size());
        }
        return new Block(BankAnswerReader.required(own, where, "OrgnlPmtInfId"), status, payments);
    }

    private static int number(String text, String where) {
        if (!text.matches("[0-9]{1,9}")) {
            throw BankAnswerReader.invalid("a number", text, where);
        }
        return Integer.parseInt(text);
    }

    private static PaymentStatus payment(Piece piece, String where) {
        String instruction = piece.at("OrgnlInstrId");
        String endToEnd = piece.at("OrgnlEndToEndId");
        if (instruction == null && endToEnd == null) {
            throw BankAnswerReader.missing("OrgnlEndToEndId", where);
        }
        Piece amount = piece.piece("OrgnlTxRef", "Amt", "InstdAmt");
        Amount read = amount == null ? null : BankAnswerReader.amount(amount, where);
        return new PaymentStatus(instruction, endToEnd, BankAnswerReader.status(piece, "TxSts"), read);
    }
}

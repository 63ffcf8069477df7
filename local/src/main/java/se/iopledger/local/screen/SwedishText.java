package se.iopledger.local.screen;

import java.math.BigDecimal;

/** Amounts as Swedes write them. */
public final class SwedishText {

    private SwedishText() {}

    /**
     * @param amountKronor in SEK, at most two decimals, as the APIs send it ("1166666.67")
     * @return "1 166 666,67 kr"; plain spaces, so that what is copied from the screen can be searched for
     * @throws ArithmeticException if the amount has more than two decimals
     */
    public static String kronor(BigDecimal amountKronor) {
        String digits = amountKronor.setScale(2).abs().toPlainString();
        String whole = digits.substring(0, digits.length() - 3);
        String ore = digits.substring(digits.length() - 2);
        String grouped = whole.replaceAll("(?<=\\d)(?=(?:\\d{3})+$)", " ");
        return (amountKronor.signum() < 0 ? "−" : "") + grouped + "," + ore + " kr";
    }
}

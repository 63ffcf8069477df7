package se.iopledger.contracts;

/** The Luhn (modulus 10) check of organisation numbers, giro numbers, OCR references and personal identity numbers. */
public final class Luhn {
    private Luhn() {}

    /**
     * Whether the last digit is the Luhn check digit of those before it.
     *
     * @param digits digits only, at least two
     */
    public static boolean isValid(String digits) {
        int sum = 0;
        for (int index = 0; index < digits.length(); index++) {
            int digit = digits.charAt(digits.length() - 1 - index) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("a Luhn number has digits only");
            }
            int weighted = index % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return digits.length() >= 2 && sum % 10 == 0;
    }
}

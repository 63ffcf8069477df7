package se.iopledger.contracts.terms;

/** The named rules that may be chosen where a paper is silent. */
public enum DefaultRule {
    /** A year's amount is split equally, the remainder one öre each over the first tranches. */
    EQUAL_TRANCHES,
    TERTIALS_FROM_JANUARY_MAY_SEPTEMBER,
    HALF_YEARS_FROM_JANUARY_AND_JULY,
    /** Due on the first day, or on the next Swedish bank day if that is none. */
    FIRST_DAY_OR_NEXT_BANK_DAY,
    /** Month by month from the first day of the period. */
    MONTHS_FROM_FIRST_DAY,
    /** Amounts given per year 1, 2, 3 are for contract years. */
    CONTRACT_YEARS,
    /** An invoice is due 30 days after receipt. */
    THIRTY_DAYS_FROM_INVOICE
}

package se.iopledger.contracts.terms;

/** What is to be done. */
public enum ObligationKind {
    /** Verksamhetsrapport. */
    ACTIVITY_REPORT,
    /** Ekonomisk redovisning. */
    FINANCIAL_ACCOUNT,
    /** Årlig sammanställning. */
    YEARLY_COMPILATION,
    ANNUAL_REPORT,
    ACTIVITY_PLAN,
    MEETING,
    EVALUATION,
    SEMINAR,
    REVIEW,
    INSPECTION,
    /** User council, house meetings, surveys. */
    USER_INFLUENCE
}

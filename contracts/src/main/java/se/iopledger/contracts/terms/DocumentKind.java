package se.iopledger.contracts.terms;

/** What a document is. */
public enum DocumentKind {
    /** A proposal to the board (tjänsteskrivelse). */
    MEMO,
    /** The minutes of the decision itself. */
    DECISION,
    AGREEMENT,
    ANNEX,
    BUDGET,
    PLAN,
    TEMPLATE,
    ROUTINE,
    SIGNATURE_EVIDENCE
}

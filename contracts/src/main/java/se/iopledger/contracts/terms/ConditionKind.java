package se.iopledger.contracts.terms;

/** Which condition. */
public enum ConditionKind {
    /** Holds for every agreement, stated or not. */
    ALL_PARTIES_SIGNED,
    FUNDS_EXIST,
    PREREQUISITES_REMAIN,
    /** A requirement on the organisation, checked and checked again. */
    REQUIREMENT_ON_ORGANISATION
}

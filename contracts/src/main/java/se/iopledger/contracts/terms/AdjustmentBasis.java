package se.iopledger.contracts.terms;

/** What amounts are adjusted by. */
public enum AdjustmentBasis {
    /** Omsorgsprisindex, published by SKR in December for the year to come. */
    OPI,
    /** The price compensation that the council gives the board in its budget. */
    COUNCIL_PRICE_COMPENSATION,
    /** The council's yearly budget decision, following the uprated grant it gives the board. */
    COUNCIL_BUDGET_DECISION
}

package se.iopledger.contracts.terms;

/** Income or cost. */
public enum BudgetSide {
    INCOME,
    COST
}

package se.iopledger.contracts.terms;

import se.iopledger.contracts.Money;

/** A total that the paper states for one side and year. */
public record StatedTotal(BudgetSide side, int year, Money amount) {}

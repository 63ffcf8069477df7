package se.iopledger.contracts.agreement;

/**
 * An event of what is decided on money during the agreement: a year's budget decision, an annex that brings an
 * amount.
 *
 * <p>Holds no event yet; sealed from its first one on.
 */
public non-sealed interface FundingEvent extends FactEvent {}

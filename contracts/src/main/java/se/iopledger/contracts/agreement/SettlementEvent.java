package se.iopledger.contracts.agreement;

/**
 * An event of findings that are settled by a recorded decision.
 *
 * <p>Holds no event yet; sealed from its first one on.
 */
public non-sealed interface SettlementEvent extends FactEvent {}

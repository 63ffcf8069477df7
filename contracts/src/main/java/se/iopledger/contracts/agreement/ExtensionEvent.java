package se.iopledger.contracts.agreement;

/**
 * An event of the parties' going on beyond the last day by their own decision. An extension by the agreement's own
 * rule is told as a {@link LifeEvent}.
 *
 * <p>Holds no event yet; sealed from its first one on.
 */
public non-sealed interface ExtensionEvent extends FactEvent {}

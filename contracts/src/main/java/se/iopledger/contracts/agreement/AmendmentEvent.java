package se.iopledger.contracts.agreement;

/**
 * An event of a change of the terms, from its proposal to its being signed, rejected or withdrawn. That a version of
 * the terms binds is told as {@link LifeEvent.TermsChanged}.
 *
 * <p>Holds no event yet; sealed from its first one on.
 */
public non-sealed interface AmendmentEvent extends FactEvent {}

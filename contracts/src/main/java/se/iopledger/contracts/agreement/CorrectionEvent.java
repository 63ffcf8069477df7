package se.iopledger.contracts.agreement;

/**
 * An event of a single fact that was recorded by mistake and is voided with a second person's approval. What followed
 * from it is taken back as {@link LifeEvent}s.
 *
 * <p>Holds no event yet; sealed from its first one on.
 */
public non-sealed interface CorrectionEvent extends FactEvent {}

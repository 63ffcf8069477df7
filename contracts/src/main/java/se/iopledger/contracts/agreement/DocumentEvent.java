package se.iopledger.contracts.agreement;

/**
 * An event of the documents of the agreement, told as references with a digest.
 *
 * <p>Holds no event yet; sealed from its first one on.
 */
public non-sealed interface DocumentEvent extends FactEvent {}

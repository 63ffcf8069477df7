package se.iopledger.contracts.agreement;

/**
 * An event of how the parties keep the agreement: changed circumstances, deficiencies, remediation plans, disputes,
 * deviations, requirements checked.
 *
 * <p>Holds no event yet; sealed from its first one on.
 */
public non-sealed interface ConductEvent extends FactEvent {}

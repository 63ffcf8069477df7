package se.iopledger.contracts.agreement;

/**
 * An event of the groups that steer the partnership: seats, chairs, meetings, decisions, mandates.
 *
 * <p>Holds no event yet; sealed from its first one on.
 */
public non-sealed interface GovernanceEvent extends FactEvent {}

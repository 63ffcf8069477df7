package se.iopledger.contracts.agreement;

import java.time.LocalDate;

/**
 * What the terms ask for before a way out is used, and that it was done.
 *
 * @param step in the terms' own words, as dialogue
 * @param on day on which it was done
 */
public record StepTaken(String step, LocalDate on) {}

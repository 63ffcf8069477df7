package se.iopledger.contracts.finance;

import java.math.BigDecimal;

/**
 * By how much an index raises the prices of one year, as one edition of it says.
 *
 * @param year the year that it prices
 * @param edition year and month of the publication, as {@code 2021-12}: of two editions the later one holds
 * @param status whether the publisher may still replace it
 * @param percent the change from the year before, as 1.9; below zero where prices fall
 * @param source where it was read, as a publication or its address
 */
public record IndexValue(int year, String edition, Status status, BigDecimal percent, String source) {
    /** Whether the publisher may still replace it. */
    public enum Status {
        PRELIMINARY,
        FINAL
    }
}

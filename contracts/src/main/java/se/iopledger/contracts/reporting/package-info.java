/**
 * What happens to reports and meetings: the events of reporting-service (topic {@code iop.reports}).
 *
 * <p>Boundary: records only. A released event never changes shape: a change is a new version with an upcaster, and the
 * golden example of the old one stays.
 */
@NullMarked
package se.iopledger.contracts.reporting;

import org.jspecify.annotations.NullMarked;

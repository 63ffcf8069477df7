@NullMarked
package se.iopledger.finance.domain.intake;

import org.jspecify.annotations.NullMarked;

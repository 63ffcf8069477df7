@NullMarked
package se.iopledger.finance.followup;

import org.jspecify.annotations.NullMarked;

@NullMarked
package se.iopledger.finance.bankfile;

import org.jspecify.annotations.NullMarked;

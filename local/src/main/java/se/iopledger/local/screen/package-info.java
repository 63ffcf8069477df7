/**
 * What a person sees: lines, one progress line, the table, and amounts as Swedes write them. No decisions are made here.
 */
@NullMarked
package se.iopledger.local.screen;

import org.jspecify.annotations.NullMarked;

/**
 * Money is a whole number of fen (0.01 yuan). The brand keeps yuan, counts and fen apart at compile time.
 * Only this folder makes a Fen out of anything else.
 */
export type Fen = number & { readonly __fen: unique symbol };

/** A day in the hospital's own zone, `YYYY-MM-DD`, always a real date. Days compare as text. */
export type LocalDate = string & { readonly __localDate: unique symbol };

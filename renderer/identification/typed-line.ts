import { type CodeShape, looksLikeIdNumber, readPaperCode } from '../../shared/identity/code-shape.ts';
import type { Ended } from './keystrokes.ts';

/** What an Enter ended in the search field. */
export interface TypedLine {
  readonly typed: string;
  readonly by: 'scanner' | 'typed' | 'picked';
  /** Of another paper than an ID card. */
  readonly isCode: boolean;
}

/**
 * What stands in the field; the scan alone where something else stood there before it. A scanner that stops for a moment
 * within a number leaves a burst that may look like a shorter one: what is a number as a whole is taken as a whole.
 */
export function typedLine({ by, burst }: Ended, text: string, shapes: readonly CodeShape[]): TypedLine {
  const isOwn = (line: string): boolean =>
    looksLikeIdNumber(line) || readPaperCode(line, shapes) !== undefined;
  const whole = text.trim();
  const typed = by === 'scanner' && !isOwn(whole) && isOwn(burst) ? burst : whole;
  const isCode = readPaperCode(typed, shapes) !== undefined;
  return { typed, by: looksLikeIdNumber(typed) ? by : 'picked', isCode };
}

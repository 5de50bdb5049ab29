import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { DocumentContent, DocumentEntry } from '../../../shared/contract/documents/document.ts';
import type { DocumentKind } from '../../../shared/contract/documents/kind.ts';
import type { ServiceContext } from '../context.ts';

/** What a subject knows of one of its documents; the frame adds number of the copy, hospital, clerk and time. */
export interface Gathered<Kind extends DocumentKind> extends Pick<
  DocumentEntry,
  'title' | 'number' | 'personId' | 'businessDay'
> {
  readonly content: DocumentContent<Kind>;
}

/**
 * Gathers what stands on a document of that kind from facts alone, so that it says the same whenever it is printed
 * again. Refuses with the subject's own codes where there is no such subject or nothing to print.
 * @param day the day meant, for a kind that is daily; else null
 */
export type Gather<Kind extends DocumentKind> = (
  context: ServiceContext,
  subjectId: string,
  day: LocalDate | null,
) => Gathered<Kind>;

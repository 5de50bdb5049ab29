import type { ResendPreview } from '../../../shared/contract/outbox.ts';
import type { UploadRecord } from './record.ts';
import { partsOf, type RecordPart } from './record-parts.ts';

const most = 100;

/** Where the record built anew differs from the one that was refused, ready to show. */
export function changesBetween(before: string, after: UploadRecord): ResendPreview['changes'] {
  const [old, now] = [partsOf(JSON.parse(before) as UploadRecord), partsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((place) => old.get(place)?.exact !== now.get(place)?.exact)
    .slice(0, most)
    .map((place) => ({
      title: (now.get(place) ?? old.get(place))?.title ?? '',
      before: shown(old.get(place)),
      after: shown(now.get(place)),
    }));
}

const longest = 200;

function shown(part: RecordPart | undefined): string | null {
  if (part === undefined) return null;
  return part.words.length > longest ? `${part.words.slice(0, longest)}…` : part.words;
}

import type { CatalogueEntry } from '../../../shared/contract/catalogue.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { isInForce, snapshotOf } from './snapshots.ts';

/** As many as there are digits to choose with. */
const offered = 9;
/** Of one search; what is like the name best stands among them or the search was too wide to help. */
const looked = 200;

/**
 * The items of today's catalogue whose names are most like a text, the likest first: by the longest run of its Chinese
 * characters that any name holds. A text that is the beginning of a code finds that code.
 */
export function suggestItems(context: ServiceContext, text: string): CatalogueEntry[] {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const found = new Map<string, CatalogueEntry>();
  for (const part of partsOf(plain)) {
    for (const entry of find(context, part)) found.set(entry.code, entry);
    if (found.size >= offered) break;
  }
  const pairs = pairsOf(plain);
  return [...found.values()]
    .map((entry) => ({ entry, likeness: likeness(pairs, pairsOf(entry.name.normalize('NFKC'))) }))
    .toSorted((left, right) => right.likeness - left.likeness)
    .slice(0, offered)
    .map(({ entry }) => entry);
}

/** The whole text, its runs of Chinese characters, then their beginnings and ends, shorter and shorter. */
function partsOf(text: string): string[] {
  const runs = (text.match(/\p{Script=Han}{2,}/gu) ?? []).toSorted((one, other) => other.length - one.length);
  const shorter = runs
    .slice(0, 2)
    .flatMap((run) =>
      [4, 3, 2].flatMap((length) => (length < run.length ? [run.slice(0, length), run.slice(-length)] : [])),
    );
  return [...new Set([text, ...runs, ...shorter.toSorted((one, other) => other.length - one.length)])].filter(
    (part) => part.length >= 2,
  );
}

function find(context: ServiceContext, part: string): CatalogueEntry[] {
  const day = today(context);
  const snapshot = snapshotOf(context, day);
  if (snapshot === undefined) return [];
  const { level } = readHospital(context, day);
  return statement<object, CatalogueEntry>(
    context.database,
    `SELECT code, name, catalogue_class AS catalogueClass, pre_self_pay_millionths AS preSelfPayMillionths, unit,
       CASE @level WHEN 1 THEN limit_level_1 WHEN 2 THEN limit_level_2 ELSE limit_level_3 END AS limitPrice
     FROM catalogue_item AS item
     WHERE import_sequence = @sequence AND (instr(name, @part) > 0 OR substr(code, 1, length(@part)) = @part)
       AND ${isInForce('item', '@day')} LIMIT ${looked}`,
  ).all({ level, sequence: snapshot.sequence, part, day });
}

function pairsOf(text: string): ReadonlySet<string> {
  const characters = Array.from(text);
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

/** Of pairs of neighbouring characters, how many both have: 0 to 1 (Dice). */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((pair) => other.has(pair)).length;
  return one.size + other.size === 0 ? 0 : (2 * both) / (one.size + other.size);
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { listInForce } from '../policy/in-force.ts';
import { isLive } from '../settlements/live.ts';

type Shelf = RequestOutput<'workbench.shelf'>;

/** What can be opened without a file, and the years, the last first, and places that hold settlements. */
export function readShelf(context: ServiceContext): Shelf {
  return {
    builtIn: builtInPacks(context),
    inForce: listInForce(context),
    years: storedYears(context),
    regions: storedRegions(context),
  };
}

function builtInPacks({ packsFolder }: ServiceContext): Shelf['builtIn'] {
  return readdirSync(packsFolder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => {
      const packId = path.basename(file, '.yaml');
      // The title alone: a pack is read whole when it is opened.
      const title = /^title: *(.+)$/m.exec(readFileSync(path.join(packsFolder, file), 'utf8'))?.[1];
      return { packId, title: title?.trim() ?? packId };
    });
}

/** From year to next year through the key, not by walking the rows. */
function storedYears(context: ServiceContext): number[] {
  return statement<[], { year: number }>(
    context.database,
    `WITH RECURSIVE held(year) AS (
       SELECT max(year) FROM settlement_claim
       UNION ALL SELECT (SELECT max(year) FROM settlement_claim WHERE year < held.year) FROM held
       WHERE held.year IS NOT NULL)
     SELECT year FROM held WHERE year IS NOT NULL LIMIT 100`,
  )
    .all()
    .map(({ year }) => year);
}

/** Each situation is kept once, so this reads a few hundred rows, however many settlements there are. */
function storedRegions(context: ServiceContext): string[] {
  return statement<[], { region: string }>(
    context.database,
    'SELECT DISTINCT insured_region AS region FROM claim_situation ORDER BY insured_region LIMIT 500',
  )
    .all()
    .map(({ region }) => region);
}

type Listed = RequestOutput<'workbench.settlements'>[number];

/** Live settlements whose slip number begins so, the newest first. Without names: cases are chosen, not people. */
export function listSettlements(context: ServiceContext, beginning: string): Listed[] {
  // A sign of a pattern stands for itself in brackets.
  const pattern = `${beginning.replaceAll(/[*?[]/g, '[$&]')}*`;
  const rows = statement<[string], Omit<Listed, 'eligibilities'> & { eligibilities: string }>(
    context.database,
    `SELECT original.id AS settlementId, slip_number AS slipNumber, settled_on AS settledOn, eligibilities,
       total_fen AS totalFen, personal_fen AS personalFen
     FROM settlement AS original WHERE slip_number GLOB ? AND ${isLive('original')} ORDER BY rowid DESC LIMIT 200`,
  ).all(pattern);
  return rows.map((row) => ({
    ...row,
    eligibilities: JSON.parse(row.eligibilities) as EligibilityCategory[],
  }));
}

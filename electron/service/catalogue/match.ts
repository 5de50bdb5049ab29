import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { HospitalLevel } from '../../../shared/engine/claim.ts';
import type { CatalogueClass } from '../../../shared/fees/item.ts';
import type { Ratio } from '../../../shared/money/ratio.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { type Snapshot, snapshotOf } from './snapshots.ts';

/** An item of the catalogue as it counts for this hospital on a day. */
export interface CatalogueItem {
  readonly code: string;
  readonly name: string;
  readonly catalogueClass: CatalogueClass;
  readonly preSelfPayRatio: Ratio;
  /** Of the hospital's level, in yuan for one unit. */
  readonly limitPrice: string | null;
  readonly unit: string | null;
}

/**
 * What the catalogue knows of a hospital's code on a day: the item of the same code; else the item that a person said it
 * means; `outside` where a person said that it means none; `none` where that is still work to do.
 */
export type Match =
  | { readonly by: 'code' | 'mapping'; readonly item: CatalogueItem }
  | { readonly by: 'outside' | 'none' | 'no_catalogue'; readonly item?: undefined };

type Version = CatalogueItem & { readonly beginsOn: LocalDate; readonly endsOn: LocalDate | null };
type MappingRow = { readonly catalogueCode: string | null; readonly fromDay: LocalDate };

/** Matches the codes of one act. What a stay asks for again and again is read once. */
export class Matcher {
  readonly #context: ServiceContext;
  readonly #level: HospitalLevel;
  readonly #snapshots = new Map<LocalDate, Snapshot | undefined>();
  readonly #versions = new Map<string, readonly Version[]>();
  readonly #mappings = new Map<string, readonly MappingRow[]>();

  /** The limits are those of the level that the hospital has today. */
  constructor(context: ServiceContext) {
    this.#context = context;
    this.#level = readHospital(context, today(context)).level;
  }

  match(hospitalCode: string, day: LocalDate): Match {
    const snapshot = kept(this.#snapshots, day, () => snapshotOf(this.#context, day));
    if (snapshot === undefined) return { by: 'no_catalogue' };
    const same = this.#item(snapshot, hospitalCode, day);
    if (same !== undefined) return { by: 'code', item: same };
    const mapping = kept(this.#mappings, hospitalCode, () => this.#readMappings(hospitalCode)).find(
      ({ fromDay }) => fromDay <= day,
    );
    if (mapping === undefined) return { by: 'none' };
    if (mapping.catalogueCode === null) return { by: 'outside' };
    const meant = this.#item(snapshot, mapping.catalogueCode, day);
    return meant === undefined ? { by: 'none' } : { by: 'mapping', item: meant };
  }

  #item({ sequence }: Snapshot, code: string, day: LocalDate): CatalogueItem | undefined {
    const versions = kept(this.#versions, `${sequence} ${code}`, () => this.#readVersions(sequence, code));
    return versions.find(({ beginsOn, endsOn }) => beginsOn <= day && (endsOn === null || endsOn >= day));
  }

  #readVersions(sequence: number, code: string): Version[] {
    return statement<[HospitalLevel, number, string], Version>(
      this.#context.database,
      `SELECT code, name, catalogue_class AS catalogueClass, pre_self_pay_millionths AS preSelfPayRatio, unit,
         CASE ? WHEN 1 THEN limit_level_1 WHEN 2 THEN limit_level_2 ELSE limit_level_3 END AS limitPrice,
         begins_on AS beginsOn, ends_on AS endsOn
       FROM catalogue_item WHERE import_sequence = ? AND code = ?`,
    ).all(this.#level, sequence, code);
  }

  /** The newest first: what was decided last counts. */
  #readMappings(hospitalCode: string): MappingRow[] {
    return statement<[string], MappingRow>(
      this.#context.database,
      `SELECT catalogue_code AS catalogueCode, from_day AS fromDay FROM item_mapping
       WHERE hospital_code = ? ORDER BY rowid DESC`,
    ).all(hospitalCode);
  }
}

function kept<Key, Value>(known: Map<Key, Value>, key: Key, read: () => Value): Value {
  if (!known.has(key)) known.set(key, read());
  return known.get(key) as Value;
}

import { visitTypeTitles } from '../../../shared/contract/care-titles.ts';
import type { ReportDimension } from '../../../shared/contract/reports.ts';
import { type EligibilityCategory, eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { specialDisease, type TreatmentList, treatmentLists } from '../treatment/lists.ts';
import { diagnosisName, homeOf, diagnosesOf, heldOf, type PaidLayer, type Uncounted } from './uncounted.ts';

/** Besides the dimensions of the tables: everything, one payer, and who paid together. */
type KeptDimension = ReportDimension | 'all' | 'payer' | 'payers';

export const placeTitles = {
  county: '县域内',
  referred: '经批准转诊',
  unreferred: '未经转诊',
  emergency: '急诊',
};
const levelTitles = { 1: '一级', 2: '二级', 3: '三级' };

/** The keys under which settlements are counted; each is looked up or written once. Lives as long as one portion. */
export class ReportKeys {
  readonly #context: ServiceContext;
  readonly #known = new Map<string, number>();
  readonly #special = new Map<string, readonly TreatmentList[]>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  all(): number {
    return this.#key('all', '', () => '合计');
  }

  payer({ layer, title }: PaidLayer): number {
    return this.#key('payer', JSON.stringify([layer, title]), () => title);
  }

  /** @param payers keys of `payer` */
  payers(payers: readonly number[]): number {
    return this.#key('payers', JSON.stringify(payers), () => '');
  }

  /** One key in each dimension. */
  of(row: Uncounted): Record<ReportDimension, number> {
    const context = this.#context;
    const { region, township } = homeOf(context, row);
    const eligibilities = heldOf(row.eligibilities);
    const diagnoses = diagnosesOf(row.diseases);
    const category = (diagnoses[0] ?? '').slice(0, 3);
    const special = this.#specialOf(row, eligibilities, diagnoses);
    return {
      township: this.#key('township', JSON.stringify([region, township]), () =>
        township === '' ? `${region} 未登记乡镇`.trim() : township,
      ),
      eligibility: this.#key('eligibility', row.eligibilities, () => eligibilityWords(eligibilities)),
      disease: this.#key('disease', category, () =>
        category === '' ? '没有诊断' : diagnosisName(context, row.stayId, category),
      ),
      special: this.#key('special', special ?? '', () => special ?? '不是专项救治病种'),
      level: this.#key('level', JSON.stringify([row.level, row.countyLevel]), () => levelWords(row)),
      place: this.#key('place', row.place ?? '', () =>
        row.place === null ? '不详' : placeTitles[row.place],
      ),
      care: this.#key('care', row.visitType, () => visitTypeTitles[row.visitType]),
    };
  }

  #specialOf(
    row: Uncounted,
    eligibilities: readonly EligibilityCategory[],
    diagnoses: readonly string[],
  ): string | undefined {
    const { inForceId, ageYears, settledOn } = row;
    const known = this.#special.get(inForceId);
    const lists = known ?? treatmentLists(policyOfAct(this.#context, inForceId));
    if (known === undefined) this.#special.set(inForceId, lists);
    return specialDisease(lists, {
      diagnoses,
      eligibilities,
      on: settledOn,
      ageYears: ageYears ?? undefined,
    });
  }

  #key(dimension: KeptDimension, value: string, title: () => string): number {
    const name = `${dimension} ${value}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const { database } = this.#context;
    const found = statement<[string, string], { id: number }>(
      database,
      'SELECT id FROM report_key WHERE dimension = ? AND value = ?',
    ).get(dimension, value);
    const id = found?.id ?? this.#write(dimension, value, title());
    this.#known.set(name, id);
    return id;
  }

  #write(dimension: KeptDimension, value: string, title: string): number {
    const { lastInsertRowid } = statement<[string, string, string]>(
      this.#context.database,
      'INSERT INTO report_key (dimension, value, title) VALUES (?, ?, ?)',
    ).run(dimension, value, title);
    return Number(lastInsertRowid);
  }
}

/** Several at once are a row of their own, so that every settlement stands in one row. */
export function eligibilityWords(eligibilities: readonly EligibilityCategory[]): string {
  if (eligibilities.length === 0) return eligibilityTitles.ordinary;
  return eligibilities.map((category) => eligibilityTitles[category]).join('＋');
}

function levelWords({ level, countyLevel }: Uncounted): string {
  if (level === null) return '不详';
  return countyLevel === 1 ? `${levelTitles[level]}（县级医院）` : levelTitles[level];
}

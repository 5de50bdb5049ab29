import { statement } from '../../../electron/service/database/statement.ts';
import type { Chance } from './chance.ts';
import type { Clerk } from './clerk.ts';
import type { Program } from './program.ts';
import type { Sticks } from './sticks.ts';

/** What there is to act upon: the file as it is, and what people hold in their hands. */
export interface AtDesk {
  readonly program: Program;
  readonly clerk: Clerk;
  readonly chance: Chance;
  readonly sticks: Sticks;
  readonly personIds: readonly string[];
  readonly feeFiles: readonly string[];
  readonly newId: () => string;
  /** 1, 2, 3 … */
  readonly nextNumber: () => number;
  readonly today: string;
}

export function ids({ program }: Pick<AtDesk, 'program'>, sql: string): string[] {
  return statement<[], { readonly id: string }>(program.file, sql)
    .all()
    .map(({ id }) => id);
}

/** Any one of them; undefined when there is none. */
export function one(desk: AtDesk, sql: string): string | undefined {
  const found = ids(desk, sql);
  return found.length === 0 ? undefined : desk.chance.oneOf(found);
}

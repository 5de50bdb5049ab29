import type { FeeReturn } from '../../../shared/contract/fees.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isKept } from './fee-lists.ts';

const listedReturns = 500;

export function countReturns({ database }: ServiceContext, stayId: string): number {
  const row = statement<[string], { count: number }>(
    database,
    `SELECT count(*) AS count FROM fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.id
     WHERE list.stay_id = ? AND item.quantity LIKE '-%' AND ${isKept('list')}`,
  ).get(stayId);
  return row?.count ?? 0;
}

const lineColumns = `item.fee_list_id AS feeListId, item.line, item.code, item.name, item.price, item.quantity,
  item.amount_fen AS amountFen, item.charged_on AS chargedOn`;

/** The returns of a stay, each beside what it gives back; at most 500 of either. */
export function listReturns({ database }: ServiceContext, stayId: string): FeeReturn[] {
  const returned = statement<[string], FeeReturn['returned']>(
    database,
    `SELECT ${lineColumns} FROM fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.id
     WHERE list.stay_id = ? AND item.quantity LIKE '-%' AND ${isKept('list')}
     ORDER BY item.charged_on, list.id, item.line LIMIT ${listedReturns}`,
  ).all(stayId);
  const charges = statement<[string, number], FeeReturn['charges'][number]>(
    database,
    `SELECT ${lineColumns}, given.quantity AS returnedQuantity FROM fee_return AS given
     JOIN fee_item AS item ON item.fee_list_id = given.charged_list_id AND item.line = given.charged_line
     WHERE given.fee_list_id = ? AND given.line = ? ORDER BY item.charged_on DESC, item.line LIMIT ${listedReturns}`,
  );
  return returned.map((line) => ({ returned: line, charges: charges.all(line.feeListId, line.line) }));
}

/** Whether a kept list gives back something that this list charged. */
export function isReturnedElsewhere({ database }: ServiceContext, feeListId: string): boolean {
  const row = statement<[string], { found: 1 }>(
    database,
    `SELECT 1 AS found FROM fee_return AS given JOIN fee_list AS list ON list.id = given.fee_list_id
     WHERE given.charged_list_id = ? AND given.fee_list_id <> given.charged_list_id AND ${isKept('list')} LIMIT 1`,
  ).get(feeListId);
  return row !== undefined;
}

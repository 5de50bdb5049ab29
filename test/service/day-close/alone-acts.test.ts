import { expect, it } from 'vitest';
import { answerApproval } from '../../../electron/service/approvals/late.ts';
import { readDayClose } from '../../../electron/service/day-close/read.ts';
import { daySheetContent } from '../../../electron/service/day-close/day-sheet-content.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Drawer } from './drawer.ts';

const drawer = new Drawer();
const aloneReason = '夜间只有我一人，患者等着转院';

/** The clerk settles and takes back alone, at half past eleven at night; the money is given back. */
async function reverseAlone(): Promise<string> {
  const { settlementId, slipNumber, personId } = drawer.settle();
  await reverseSettlement(drawer.context, drawer.hospital.actor('clerk'), {
    requestId: drawer.context.newId(),
    settlementId,
    reason: '录错费用清单',
    secondPerson: { aloneReason },
  });
  drawer.giveBack(personId);
  return slipNumber;
}

function answerOldest(verdict: 'approved' | 'objected'): void {
  const approvalId = drawer.context.database
    .prepare(
      `SELECT id FROM approval WHERE NOT EXISTS (SELECT 1 FROM approval_answer WHERE approval_id = approval.id)
       ORDER BY rowid LIMIT 1`,
    )
    .pluck()
    .get() as string;
  const note = verdict === 'objected' ? '患者没有转院' : '';
  answerApproval(drawer.context, drawer.hospital.actor('finance'), { approvalId, verdict, note });
}

it('the sheet of a close names what its clerk did alone, and the next one what still nobody has approved', async () => {
  const hours = { fromHour: 18, untilHour: 8 };
  writeSetting(drawer.context, undefined, 'aloneHours', hours, '2020-01-01' as LocalDate);
  drawer.hospital.clock.set('2020-03-10T15:30:00.000Z');
  const [first, second] = [await reverseAlone(), await reverseAlone()];
  const night = drawer.close(20_000);
  const act = {
    at: '2020-03-10T15:30:00.000Z',
    act: 'settlements.reverse',
    aloneReason,
    verdict: null,
    answeredByName: null,
  };
  expect(night.aloneActs).toEqual([
    { ...act, subject: first },
    { ...act, subject: second },
  ]);
  const { content } = daySheetContent(drawer.context, night.dayCloseId);
  expect(content).toMatchObject({ aloneActs: night.aloneActs });

  drawer.hospital.clock.set('2020-03-11T01:00:00.000Z');
  answerOldest('approved');
  const answered = { verdict: 'approved', answeredByName: '测试3号' } as const;
  expect(readDayClose(drawer.context, night.dayCloseId).aloneActs).toEqual([
    { ...act, subject: first, ...answered },
    { ...act, subject: second },
  ]);
  drawer.settle();
  const day = drawer.close(520_000, { openingFloatFen: null });
  expect(day.aloneActs).toEqual([{ ...act, subject: second }]);
  answerOldest('objected');
  expect(readDayClose(drawer.context, day.dayCloseId).aloneActs).toMatchObject([
    { subject: second, verdict: 'objected' },
  ]);
});

it('what was done alone after a close stands on the next sheet, though the clock was ahead at that close', async () => {
  const hours = { fromHour: 18, untilHour: 8 };
  writeSetting(drawer.context, undefined, 'aloneHours', hours, '2020-01-01' as LocalDate);
  drawer.hospital.clock.set('2020-03-20T15:30:00.000Z');
  drawer.settle();
  const ahead = drawer.close(520_000);
  drawer.hospital.clock.set('2020-03-10T15:30:00.000Z');
  const first = await reverseAlone();
  expect(readDayClose(drawer.context, ahead.dayCloseId).aloneActs).toEqual([]);
  const next = drawer.close(20_000, { openingFloatFen: null });
  expect(next.aloneActs).toMatchObject([{ subject: first }]);
  answerOldest('approved');
  drawer.hospital.clock.set('2020-03-10T16:30:00.000Z');
  drawer.settle();
  const last = drawer.close(520_000, { openingFloatFen: null });
  expect(last.aloneActs).toEqual([]);
});

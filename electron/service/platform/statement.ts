import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { KindOfCare } from '../../../shared/engine/claim.ts';
import { type Fen, negateFen, plainYuan } from '../../../shared/money/fen.ts';
import { clearingTypes, insuranceTypes } from './dictionary.ts';
import { meaningful, type Question } from './exchange.ts';
import { wireYuan, wireYuanOrNothing } from './wire-text.ts';

/** Days, half-open. On the wire both ends are of it, so that the last one is the day before. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** Our sums of some days. */
export interface SumsQuestion extends Days {
  readonly insurance: string;
  readonly care: KindOfCare;
  readonly count: number;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly accountFen: Fen;
}

/** Whether the centre has the same, and its words about it. */
export interface SumsAnswer {
  readonly isEven: boolean;
  readonly words: string;
}

/** One settlement or reversal of a day as the centre lists it. */
export interface CentreLine {
  readonly number: string;
  readonly stayNumber: string;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly accountFen: Fen;
}

/** A file that the centre made ready for us. */
export interface CentreFile {
  readonly fileNumber: string;
  readonly fileName: string;
}

const nobody = (insuredRegion: string) => ({ insuredRegion, person: null });
const sumsSchema = z.object({
  stmtinfo: z.object({ stmt_rslt: z.string().max(10), stmt_rslt_dscr: z.string().max(500).nullish() }),
});
/** 对账结果: 平. */
const isEvenThere = '0';

/** 3201 医药机构费用结算对总账. */
export function sumsQuestion(
  { from, to, insurance, care, count, totalFen, fundFen, accountFen }: SumsQuestion,
  region: string,
  messageId: string,
): Question<SumsAnswer> {
  return {
    transactionCode: '3201',
    messageId,
    record: nobody(region),
    input: {
      data: {
        insutype: insuranceTypes[insurance],
        clr_type: clearingTypes[care],
        setl_optins: region,
        stmt_begndate: from,
        stmt_enddate: lastOf(to),
        medfee_sumamt: plainYuan(totalFen),
        fund_pay_sumamt: plainYuan(fundFen),
        acct_pay: plainYuan(accountFen),
        fixmedins_setl_cnt: String(count),
        refd_setl_flag: '0',
      },
    },
    read: (output) => {
      const { stmtinfo } = meaningful(sumsSchema, output);
      return { isEven: stmtinfo.stmt_rslt === isEvenThere, words: stmtinfo.stmt_rslt_dscr ?? '' };
    },
  };
}

const fileSchema = z.object({
  fileinfo: z.object({ file_qury_no: z.string().min(1).max(30), filename: z.string().min(1).max(200) }),
});

/** 3202 医药机构费用结算对明细账: the centre makes a file of its lines of one day and one clearing type ready. */
export function detailsQuestion(
  { day, care }: { readonly day: LocalDate; readonly care: KindOfCare },
  region: string,
  messageId: string,
): Question<CentreFile> {
  const nothing = plainYuan(0 as Fen);
  return {
    transactionCode: '3202',
    messageId,
    record: nobody(region),
    input: {
      data: {
        clr_type: clearingTypes[care],
        setl_optins: region,
        file_qury_no: '',
        stmt_begndate: day,
        stmt_enddate: day,
        medfee_sumamt: nothing,
        fund_pay_sumamt: nothing,
        cash_payamt: nothing,
        fixmedins_setl_cnt: '0',
      },
    },
    read: (output) => {
      const { file_qury_no, filename } = meaningful(fileSchema, output).fileinfo;
      return { fileNumber: file_qury_no, fileName: filename };
    },
  };
}

/** More settlements of a day than any hospital has. */
const mostOfADay = 5000;
const linesSchema = z.object({
  result: z
    .array(
      z.object({
        mdtrt_id: z.string().min(1).max(30),
        setl_id: z.string().min(1).max(30),
        refd_setl_flag: z.string().max(3).nullish(),
        medfee_sumamt: wireYuan,
        fund_pay_sumamt: wireYuan,
        acct_pay: wireYuanOrNothing,
      }),
    )
    .max(mostOfADay)
    .nullish()
    .transform((lines) => lines ?? []),
});
/** 退费结算标志: 是. Some centres write the amounts of a reversal above nothing beside it. */
const isReversal = '1';

/** 9102 文件下载: the lines of that file. */
export function fileQuestion(
  { fileNumber, fileName }: CentreFile,
  { region, hospitalCode }: { readonly region: string; readonly hospitalCode: string },
  messageId: string,
): Question<readonly CentreLine[]> {
  return {
    transactionCode: '9102',
    messageId,
    record: nobody(region),
    input: { fsDownloadIn: { file_qury_no: fileNumber, filename: fileName, fixmedins_code: hospitalCode } },
    read: (output) => meaningful(linesSchema, output).result.map(lineOf),
  };
}

function lineOf(line: z.output<typeof linesSchema>['result'][number]): CentreLine {
  const turned = line.refd_setl_flag === isReversal && line.medfee_sumamt > 0;
  const signed = (amountFen: Fen): Fen => (turned ? negateFen(amountFen) : amountFen);
  return {
    number: line.setl_id,
    stayNumber: line.mdtrt_id,
    totalFen: signed(line.medfee_sumamt),
    fundFen: signed(line.fund_pay_sumamt),
    accountFen: signed(line.acct_pay),
  };
}

function lastOf(to: string): string {
  return Temporal.PlainDate.from(to).subtract({ days: 1 }).toString();
}

import { z } from 'zod';
import { type LocalDate, parseLocalDate } from '../../../shared/calendar/local-date.ts';
import type { Paper } from '../../../shared/identity/code-shape.ts';
import type { Sex } from '../../../shared/identity/id-number.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import { plainName } from '../roster/name.ts';
import { idCard, insuranceTypes, vouchers } from './dictionary.ts';
import { wireTime } from './envelope.ts';
import { type Line, meaningful, type Question } from './exchange.ts';
import { OwnVerdict } from './outcome.ts';

/** By what somebody is asked after (1101): an ID number with its name, or the code on another paper. */
export interface IdentityQuestion {
  readonly paper: Paper;
  readonly number: string;
  /** 卡识别码 of a social-security card, where the code held it. */
  readonly serial: string | null;
  /** Null for a code: whose it is, is the question. */
  readonly name: string | null;
  /** Where the person is insured, as far as that is known. */
  readonly insuredRegion: string;
}

/** Who that is, as the platform holds it. What it does not say is null. */
export interface PlatformIdentity {
  readonly personNumber: string;
  readonly idNumber: string;
  readonly name: string;
  readonly sex: Sex | null;
  readonly birthDate: LocalDate | null;
  readonly insuranceState: 'normal' | 'suspended' | 'none' | null;
  readonly region: string | null;
  /** The kinds that its dictionary has for us, with their days; empty: it names none, which is no denial. */
  readonly eligibilities: readonly PlatformEligibility[];
}

export interface PlatformEligibility {
  readonly category: EligibilityCategory;
  readonly beginsOn: LocalDate;
  readonly endsOn: LocalDate | null;
}

/** 人员参保状态, by its code as data. */
const insuranceStates: Readonly<Record<string, 'normal' | 'suspended' | 'none'>> = {
  '0': 'none',
  '1': 'normal',
  '2': 'suspended',
  '3': 'none',
  '4': 'none',
};
const sexes: Readonly<Record<string, Sex>> = { '1': 'male', '2': 'female' };
/** 救助对象类型, by its code as data. A code that is not listed is left out. */
export const identityTypes: Readonly<Record<string, EligibilityCategory>> = {
  '1': 'subsistence_allowance',
  '2': 'special_hardship',
  '3': 'orphan',
  '4': 'registered_poor',
  '5': 'low_income',
  '6': 'low_income',
  '7': 'low_income',
  '8': 'low_income',
};

const mostRows = 100;
const text = (longest: number) => z.string().max(longest).nullish();
const rows = <Row extends z.ZodType>(row: Row) =>
  z
    .union([z.array(row).max(mostRows), row.transform((one) => [one])])
    .nullish()
    .transform((list) => (list ?? []) as z.output<Row>[]);

const identitySchema = z.object({
  baseinfo: z.object({
    psn_no: z.string().min(1).max(30),
    certno: z.string().min(1).max(50),
    psn_name: z.string().min(1).max(60),
    gend: text(6),
    brdy: text(30),
  }),
  insuinfo: rows(z.object({ insutype: z.string().max(6), psn_insu_stas: text(6), insuplc_admdvs: text(6) })),
  idetinfo: rows(z.object({ psn_idet_type: z.string().max(6), begntime: text(30), endtime: text(30) })),
});

/** 1101: who is this? */
export function identityQuestion(
  line: Line,
  asked: IdentityQuestion,
  messageId: string,
): Question<PlatformIdentity> {
  const isCard = asked.paper === 'id_card';
  return {
    transactionCode: '1101',
    messageId,
    record: { insuredRegion: asked.insuredRegion, person: null },
    input: {
      data: {
        mdtrt_cert_type: vouchers[asked.paper],
        mdtrt_cert_no: asked.number,
        card_sn: asked.serial ?? '',
        begntime: wireTime(line.clock.now(), line.hospital.zone),
        psn_cert_type: idCard.asPaper,
        certno: isCard ? asked.number : '',
        psn_name: asked.name ?? '',
      },
    },
    read: (output) => understood(meaningful(identitySchema, output), line.hospital.insurance),
  };
}

function understood(said: z.output<typeof identitySchema>, insurance: string): PlatformIdentity {
  const { baseinfo, insuinfo, idetinfo } = said;
  const insured = insuinfo.find(({ insutype }) => insutype === insuranceTypes[insurance]);
  return {
    personNumber: baseinfo.psn_no,
    idNumber: baseinfo.certno.toUpperCase(),
    name: plainName(baseinfo.psn_name),
    sex: sexes[baseinfo.gend ?? ''] ?? null,
    birthDate: dayOf(baseinfo.brdy),
    insuranceState: insuranceStates[insured?.psn_insu_stas ?? ''] ?? null,
    region: /^\d{6}$/.exec(insured?.insuplc_admdvs ?? '')?.[0] ?? null,
    eligibilities: idetinfo.flatMap(({ psn_idet_type, begntime, endtime }) => {
      const category = identityTypes[psn_idet_type];
      const beginsOn = dayOf(begntime);
      return category === undefined || beginsOn === null
        ? []
        : [{ category, beginsOn, endsOn: dayOf(endtime) }];
    }),
  };
}

/** The wire has days as times. One that is no day makes the whole answer nonsense. */
function dayOf(time: string | null | undefined): LocalDate | null {
  if (time === null || time === undefined || time.trim() === '') return null;
  const day = parseLocalDate(time.trim().slice(0, 10));
  if (day === undefined) throw new OwnVerdict('unknown', 'nonsense');
  return day;
}

import {
  documentEntrySchema,
  documentHeadSchema,
  type DocumentOf,
} from '../../../shared/contract/documents/document.ts';
import { slipSchema } from '../../../shared/contract/documents/slip.ts';
import { madeUpId, suixianRecord } from '../records.ts';

const content = {
  person: {
    name: '王秀英',
    sex: '女',
    ageYears: 61,
    maskedIdNumber: '4299** ******** **4X',
    category: '建档立卡',
    region: '429913',
    address: '淮河镇龙泉村',
    maskedPhone: '138****5678',
  },
  stay: {
    admissionNumber: 'ZY20200221003',
    department: '神经内科',
    bed: '12',
    admittedOn: '2020-02-21',
    dischargedOn: '2020-03-10',
    days: 18,
    diagnoses: '脑梗死（I63.9）',
    visitType: '住院',
    place: '县域内就诊',
  },
  visit: null,
  before: {
    criticalIllnessBurdenFen: 420_001,
    personalFen: 120_002,
    personalInScopeFen: 120_002,
    deductibleFen: 20_003,
    stays: 1,
    paidFen: { basic_insurance: 960_004 },
  },
  costByClass: [
    {
      costClass: 'bed',
      totalFen: 90_000,
      classAFen: 90_000,
      classBFen: 0,
      classCFen: 0,
      inScopeFen: 90_000,
    },
    {
      costClass: 'western_medicine',
      totalFen: 5_910_000,
      classAFen: 2_010_000,
      classBFen: 3_600_000,
      classCFen: 300_000,
      inScopeFen: 5_310_000,
    },
  ],
};

const checkCode = {
  text: 'YZT1:20200310-0007:20200310:6000000:500000:7F3KQW2E:0123456789ABCDEF',
  seal: '0123-4567-89AB-CDEF',
};

interface Changes {
  readonly entry?: object;
  readonly head?: object;
  readonly content?: object;
  readonly settlement?: object;
}

/** The slip of the Suixian settlement on A5, with other values where a test wants them. */
export function suixianSlip(changes: Changes = {}): DocumentOf<'slip'> {
  const entry = documentEntrySchema.parse({
    documentId: madeUpId(700),
    kind: 'slip',
    subjectId: madeUpId(701),
    title: '湖北省随县城乡居民医疗费用“一站式”结算单',
    number: 'YZT-20200310-0007',
    copyNumber: 0,
    reason: null,
    paper: 'A5',
    personId: madeUpId(1),
    businessDay: '2020-03-10',
    ...changes.entry,
  });
  const head = documentHeadSchema.parse({
    practice: false,
    hospitalName: '随县人民医院',
    hospitalLevel: '二级',
    windowName: '3号窗',
    printedAt: '2020-03-10T06:05:33.000Z',
    printedByName: '张敏',
    ...changes.head,
  });
  const settlement = suixianRecord(changes.settlement);
  return {
    entry: { ...entry, kind: 'slip' },
    head,
    content: slipSchema.parse({ ...content, settlement, checkCode, ...changes.content }),
  };
}

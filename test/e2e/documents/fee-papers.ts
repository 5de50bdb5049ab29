/* Fee lists of a made-up stay: short for one day, over several sheets for all of it. */

const person = { name: '王秀英', sex: '女', maskedIdNumber: '4299** ******** **24' };
const stay = {
  admissionNumber: 'ZY20200221003',
  isVisit: false,
  department: '神经内科',
  bed: '12',
  admittedOn: '2020-02-21',
  dischargedOn: '2020-03-10',
};

const item = (
  costClass: string,
  catalogueClass: 'A' | 'B' | 'C',
  name: string,
  unit: string,
  [price, quantity, amountFen]: readonly [string, string, number],
) => ({
  costClass,
  code: `F${name.length}${amountFen}`,
  name,
  unit,
  price,
  quantity,
  amountFen,
  preSelfPayFen: catalogueClass === 'B' ? amountFen / 10 : 0,
  inScopeFen: catalogueClass === 'A' ? amountFen : catalogueClass === 'B' ? (amountFen / 10) * 9 : 0,
  ownFen: catalogueClass === 'C' ? amountFen : 0,
  catalogueClass,
  isFree: false,
});

const dayItems = [
  item('bed', 'A', '三人间床位费', '床日', ['36', '1', 3_600]),
  item('nursing', 'A', '一级护理', '日', ['24', '1', 2_400]),
  item('inspection', 'B', '颅脑CT平扫（64排及以上螺旋CT，含三维重建）', '部位', ['285', '1', 28_500]),
  item('western_medicine', 'B', '阿托伐他汀钙片', '20mg×7片/盒', ['41.37', '2', 8_270]),
  item('chinese_patent_medicine', 'C', '丹红注射液', '10ml/支', ['32.5', '4', 13_000]),
];

/** One line a name, so that no two are equal: enough for several sheets of A5. */
const stayItems = Array.from({ length: 50 }, (_, index) =>
  item(
    index % 2 === 0 ? 'western_medicine' : 'material',
    (['A', 'B', 'C'] as const)[index % 3]!,
    index % 7 === 0
      ? `一次性使用无菌注射器带针（进口，规格${index}）及配套延长管`
      : `注射用头孢曲松钠 规格${index}`,
    '支',
    ['12.5', String(index + 1), 1_250 * (index + 1)],
  ),
);

function sums(items: readonly ReturnType<typeof item>[]) {
  const sum = (part: 'amountFen' | 'preSelfPayFen' | 'inScopeFen' | 'ownFen') =>
    items.reduce((total, each) => total + each[part], 0);
  return {
    totalFen: sum('amountFen'),
    ownExpenseFen: sum('ownFen'),
    overLimitFen: 0,
    preSelfPayFen: sum('preSelfPayFen'),
    inScopeFen: sum('inScopeFen'),
  };
}

export const feesOfDay = {
  person,
  stay: { ...stay, dischargedOn: null },
  day: '2020-02-22',
  items: dayItems,
  freeOfCharge: null,
  cost: sums(dayItems),
  totalSoFarFen: 234_567,
};

export const feeList = {
  person,
  stay,
  day: null,
  items: stayItems,
  freeOfCharge: null,
  cost: sums(stayItems),
  totalSoFarFen: sums(stayItems).totalFen,
};

/** Of a visit, with one item that nobody may take money for. */
export const feesOfVisit = {
  ...feesOfDay,
  stay: { ...stay, admissionNumber: 'MZ20200222011', isVisit: true, bed: '', dischargedOn: '2020-02-21' },
  items: dayItems.map((one, index) => ({ ...one, isFree: index === 3 })),
  freeOfCharge: '此项免费，不得收取：由结核病免费药品承担（渝卫发〔2019〕39号二（三）1）。',
};

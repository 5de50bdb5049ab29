const basicPercents = [
  { places: ['county', 'referred'], percents: [90, 80, 70] },
  { places: ['unreferred'], percents: [60, 50, 40] },
  { places: ['emergency'], percents: [75, 65, 55] },
];
const deductiblesFen = [20_000, 50_000, 90_000];

const beneficiary = ['registered_poor', 'subsistence_allowance', 'special_hardship', 'orphan'].map(
  (category) => ({ fact: 'eligibilities', operator: 'contains', value: category }),
);
const insured = { fact: 'insured', operator: 'equal', value: true };

const basicInsurance = basicPercents.flatMap(({ places, percents }) =>
  percents.map((percent, index) => ({
    priority: 40,
    conditions: {
      all: [
        insured,
        { fact: 'level', operator: 'equal', value: index + 1 },
        { fact: 'place', operator: 'in', value: places },
      ],
    },
    event: { type: 'basic_insurance', params: { percent, deductibleFen: deductiblesFen[index] } },
  })),
);

/** Where an item of the fee list counts: class C stands outside the catalogue and is own expense whole. */
export const itemRules = [
  {
    conditions: { all: [{ fact: 'ownExpenseFen', operator: 'greaterThan', value: 0 }] },
    event: { type: 'outside_catalogue' },
  },
  {
    conditions: { all: [{ fact: 'ownExpenseFen', operator: 'equal', value: 0 }] },
    event: { type: 'in_catalogue' },
  },
];

/** The Suixian layers as rules of json-rules-engine: conditions choose, the event's parameters are the numbers. */
export const layerRules = [
  ...basicInsurance,
  {
    priority: 30,
    conditions: { all: [insured, { any: beneficiary }] },
    event: {
      type: 'critical_illness',
      params: {
        bands: [
          { aboveFen: 500_000, upToFen: 3_000_000, percent: 65 },
          { aboveFen: 3_000_000, upToFen: 10_000_000, percent: 70 },
          { aboveFen: 10_000_000, upToFen: null, percent: 80 },
        ],
      },
    },
  },
  {
    priority: 20,
    conditions: { any: beneficiary },
    event: { type: 'medical_assistance', params: { percent: 70 } },
  },
  {
    priority: 10,
    conditions: { any: beneficiary },
    event: {
      type: 'supplementary',
      params: { percent: 90, patientCapFen: 500_000, limitFen: 60_000_000 },
    },
  },
];

/** The three layers whose base is in-scope cost by law; a backstop on top of them does not raise 政策内报销. */
export const inScopeLayers: ReadonlySet<string> = new Set([
  'basic_insurance',
  'critical_illness',
  'medical_assistance',
]);

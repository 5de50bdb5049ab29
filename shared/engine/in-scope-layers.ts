/** The layers whose base is in-scope cost by law (basic insurance pays for visits by one of its own); a backstop on top of them does not raise 政策内报销. */
export const inScopeLayers: ReadonlySet<string> = new Set([
  'basic_insurance',
  'outpatient_insurance',
  'critical_illness',
  'medical_assistance',
]);

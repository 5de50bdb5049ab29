import { z } from 'zod';
import { idSchema, localDateSchema } from '../../../../shared/contract/values.ts';

export const uploadedPersonSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  idNumber: z.string().length(18),
});

/** Whose stay a record is about; the same in every kind. */
export const head = {
  stayId: idSchema,
  person: uploadedPersonSchema,
  insurance: z.string(),
  insuredRegion: z.string(),
  /** Of a visit (门诊慢特病); a stay says nothing. */
  outpatient: z.literal(true).optional(),
};

/** The day decides in which year's order the record goes. */
export const stayHead = { ...head, admittedOn: localDateSchema };
const stayHeadSchema = z.strictObject(stayHead);
export type StayHead = z.infer<typeof stayHeadSchema>;

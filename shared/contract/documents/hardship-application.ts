import { z } from 'zod';
import { hardshipKinds, hardshipYearSchema } from '../hardship.ts';
import { fenSchema, localDateSchema } from '../values.ts';
import { documentKind } from './kind.ts';
import { slipSchema } from './slip.ts';

/** Everything that stands on an application for help: who, which stay, and all amounts as they stood when it was applied for. */
export const hardshipApplicationSchema = z.strictObject({
  kind: z.enum(hardshipKinds),
  addressee: z.string(),
  reason: z.string(),
  appliedOn: localDateSchema,
  person: z.strictObject({
    ...slipSchema.shape.person.omit({ maskedIdNumber: true, maskedPhone: true }).shape,
    /** Whole: who decides has to know who it is. */
    idNumber: z.string(),
    phone: z.string(),
  }),
  stay: slipSchema.shape.stay,
  settlement: z.strictObject({
    slipNumber: z.string(),
    settledOn: localDateSchema,
    totalFen: fenSchema,
    payers: z.array(z.strictObject({ title: z.string(), amountFen: fenSchema })).max(30),
    personalFen: fenSchema,
    personalCapital: z.string(),
  }),
  year: hardshipYearSchema,
});

/** 困难救助申请表 to township, charity or civil affairs; its subject is the application. */
export const hardshipApplicationKind = documentKind({
  title: '困难救助申请表',
  papers: ['A4'],
  isDaily: false,
  content: hardshipApplicationSchema,
});

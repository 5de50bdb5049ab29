import { useEffect, useRef } from 'react';
import { z } from 'zod';
import { idSchema } from '../../shared/contract/values.ts';
import { useDraft } from '../app/drafts.tsx';
import type { Desk } from './use-desk.ts';

/** Who lay on the desk; what was read of their paper is not kept. */
const lyingSchema = z.strictObject({ personId: idSchema.nullable(), asOrdinary: z.boolean() });
const nobody = { personId: null, asOrdinary: false };

/** Calls the person back to the desk who lay there when the page crashed. */
export function useResumedDesk({ state: { card, asOrdinary }, choosePerson }: Desk): void {
  const { value, set, drop, isResumed } = useDraft('desk', lyingSchema, () => nobody);
  const begun = useRef(isResumed ? value : nobody);
  useEffect(() => {
    const before = begun.current;
    begun.current = nobody;
    if (before.personId !== null) choosePerson(before.personId, before.asOrdinary);
  }, [choosePerson]);
  const personId = card?.personId;
  useEffect(() => {
    if (personId === undefined) drop();
    else set({ personId, asOrdinary });
  }, [personId, asOrdinary, set, drop]);
}

import { createContext } from 'react';
import type { Refusal } from '../../shared/contract/refusal.ts';

/** Why the form around a field was refused last: some fields are asked for only then. */
export const RefusalContext = createContext<Refusal | undefined>(undefined);

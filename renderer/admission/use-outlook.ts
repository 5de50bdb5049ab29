import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { AdmissionOutlook } from '../../shared/contract/admission.ts';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { useClient } from '../app/use-client.ts';

const typingPauseMs = 250;

/** What the policy says of an admission while it is filled in; undefined while nothing is known, which stops nobody. */
export function useOutlook(question: RequestInput<'admission.outlook'>): AdmissionOutlook | undefined {
  const client = useClient();
  const [asked] = useDebouncedValue(JSON.stringify(question), typingPauseMs);
  const [outlook, setOutlook] = useState<AdmissionOutlook>();
  useEffect(() => {
    let current = true;
    client.request('admission.outlook', JSON.parse(asked) as typeof question).then(
      (answer) => current && setOutlook(answer),
      () => current && setOutlook(undefined),
    );
    return () => {
      current = false;
    };
  }, [client, asked]);
  return outlook;
}

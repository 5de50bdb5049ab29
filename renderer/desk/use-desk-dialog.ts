import { useEffect, useRef, useState } from 'react';
import { useClient } from '../app/use-client.ts';
import type { OpenDialog } from './desk-dialogs.tsx';
import type { Desk } from './use-desk.ts';

type SetDialog = (dialog: OpenDialog | undefined) => void;

/**
 * What is open over the desk. Another room may send somebody here about one settlement: its person then comes to the desk,
 * with it open among the others.
 */
export function useDeskDialog(
  sentForId: string | undefined,
  { choosePerson }: Desk,
): readonly [OpenDialog | undefined, SetDialog] {
  const client = useClient();
  const [dialog, setDialog] = useState<OpenDialog>();
  const seen = useRef<string>(undefined);
  useEffect(() => {
    if (seen.current === sentForId) return;
    seen.current = sentForId;
    if (sentForId === undefined) return;
    const call = async () => {
      const { personId } = await client.request('settlements.get', { settlementId: sentForId });
      choosePerson(personId);
      setDialog({ is: 'history', settlementId: sentForId });
    };
    // Without an answer the desk stays as it was; the person can be searched for.
    call().catch(() => undefined);
  }, [sentForId, client, choosePerson]);
  return [dialog, setDialog];
}

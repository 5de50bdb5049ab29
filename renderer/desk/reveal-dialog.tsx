import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';

interface RevealDialogProps {
  readonly personId: string;
  readonly onShown: (numbers: RequestOutput<'people.reveal'>) => void;
  readonly onClose: () => void;
}

/** The account has looked at as many numbers today as the hospital allows it alone. */
export function RevealDialog({ personId, onShown, onClose }: RevealDialogProps) {
  const client = useClient();
  const act = useAct();
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const submit = () =>
    act.run(async () => onShown(await client.request('people.reveal', { personId, secondPerson })));
  return (
    <FormDialog title="显示号码" act={act} submitLabel="显示" onSubmit={submit} onClose={onClose}>
      <p>您今天看全号已到本院规定的个数。还要看，请复核人当面输入账号和密码；可以再看同样多个。</p>
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Rehearsal } from '../../shared/contract/backups.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { AccountFields } from '../components/account-fields.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';

interface RestoreDialogProps {
  readonly rehearsal: Rehearsal;
  /** While the file is closed nobody is signed in: the first person gives account and password, too. */
  readonly asksBoth: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The last question before a file is put in place: why, and who agrees. */
export function RestoreDialog({ rehearsal, asksBoth, onDone, onClose }: RestoreDialogProps) {
  const client = useClient();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [person, setPerson] = useState(nobodyYet);
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const submit = () =>
    act.run(async () => {
      const { rehearsalId } = rehearsal;
      await client.request('recovery.restore', {
        rehearsalId,
        reason,
        person: asksBoth ? person : null,
        secondPerson,
      });
      onDone();
    });
  const { settlements } = rehearsal.lost;
  return (
    <FormDialog title="换用这一份数据" act={act} submitLabel="换用" onSubmit={submit} onClose={onClose}>
      <p>
        现在的数据文件会原样移到 set-aside 文件夹，不删除。
        {settlements.count > 0 && (
          <b>其中 {settlements.count} 笔结算不在这一份里，换用后须按原单重新录入。</b>
        )}
        程序会自动重新打开。
      </p>
      <TextInput
        label="原因"
        required
        maxLength={200}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {asksBoth && (
        <AccountFields
          value={person}
          onChange={setPerson}
          account={{ label: '信息科账号', description: '这一份数据里有的账号' }}
          password={{ label: '密码', description: '当时的密码' }}
        />
      )}
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useClient } from '../app/use-client.ts';
import { DayField } from '../components/day-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { dayOf } from '../components/typed-day.ts';
import type { VoucherAccount } from './settings-page.tsx';

interface AccountDialogProps {
  readonly account: VoucherAccount;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What the hospital's accounting calls one of our accounts, from a day on. */
export function AccountDialog({ account, today, onDone, onClose }: AccountDialogProps) {
  const client = useClient();
  const act = useAct();
  const [code, setCode] = useState(account.code);
  const [title, setTitle] = useState(account.title);
  const [fromDay, setFromDay] = useState(today);
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const isCode = /^\d[\d.]{2,19}$/.test(code.trim());
  const submit = () => {
    if (!isCode) return;
    act.run(async () => {
      const accounts = [{ account: account.account, code: code.trim(), title: title.trim() }];
      await client.request('fundClaims.changeSettings', {
        fromDay: dayOf(fromDay),
        payers: [],
        accounts,
        secondPerson,
      });
      onDone();
    });
  };
  return (
    <FormDialog title="修改会计科目" act={act} submitLabel="保存" onSubmit={submit} onClose={onClose}>
      <TextInput
        label="科目编码"
        required
        data-autofocus
        maxLength={20}
        value={code}
        error={!isCode && '请写数字编码，如 12120203'}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <TextInput
        label="科目名称"
        required
        maxLength={40}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <DayField label="从哪天起" value={fromDay} onChange={setFromDay} />
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}
